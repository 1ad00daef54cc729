import { aws_apigateway as apigateway, aws_dynamodb as dynamodb } from 'aws-cdk-lib';
import { aws_appsync as appsync, aws_ecs as ecs } from 'aws-cdk-lib';
import { aws_events as events, aws_events_targets as targets } from 'aws-cdk-lib';
import { aws_iam as iam, aws_iot as iot, aws_pipes as pipes } from 'aws-cdk-lib';
import { aws_kinesis as kinesis, aws_kinesisfirehose as firehose } from 'aws-cdk-lib';
import { aws_lambda as lambda, aws_lambda_event_sources as sources } from 'aws-cdk-lib';
import { aws_s3 as s3, aws_s3_notifications as notifications, aws_sns as sns } from 'aws-cdk-lib';
import { aws_scheduler as scheduler, aws_scheduler_targets as scheduled } from 'aws-cdk-lib';
import { aws_sqs as sqs, aws_stepfunctions as states, aws_stepfunctions_tasks as tasks } from 'aws-cdk-lib';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import { code } from './code';

/** Everything that starts something else: queues, streams, rules, schedules, pipes, state machines, APIs. */
export function addEvents(stack: Stack): void {
  const handler = new lambda.Function(stack, 'Handler', { ...code, tracing: lambda.Tracing.ACTIVE });
  const queue = new sqs.Queue(stack, 'Queue');
  const stream = new kinesis.Stream(stack, 'Stream');
  const bucket = new s3.Bucket(stack, 'Bucket');
  const topic = new sns.Topic(stack, 'Topic');
  handler.addEventSource(new sources.SqsEventSource(queue));
  handler.addEventSource(new sources.KinesisEventSource(stream, { startingPosition: lambda.StartingPosition.LATEST }));
  bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.LambdaDestination(handler));
  bucket.addEventNotification(s3.EventType.OBJECT_REMOVED, new notifications.SnsDestination(topic));
  new firehose.DeliveryStream(stack, 'Delivery', {
    source: new firehose.KinesisStreamSource(stream),
    destination: new firehose.S3Bucket(bucket),
  });
  const machine = addMachine(stack, handler);
  addRules(stack, handler, machine, stream);
  addPipe(stack, queue, machine);
  const api = new apigateway.RestApi(stack, 'Api', { cloudWatchRole: true });
  api.root.addMethod('GET', apigateway.StepFunctionsIntegration.startExecution(machine));
  api.root.addMethod('POST', new apigateway.LambdaIntegration(handler));
  addGraph(stack, handler);
  addThings(stack, stream);
}

function addMachine(stack: Stack, handler: lambda.Function): states.StateMachine {
  const table = new dynamodb.Table(stack, 'Table', {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
  });
  const steps = new tasks.LambdaInvoke(stack, 'Invoke', { lambdaFunction: handler }).next(
    new tasks.DynamoGetItem(stack, 'Get', { table, key: { id: tasks.DynamoAttributeValue.fromString('1') } }),
  );
  const definitionBody = states.DefinitionBody.fromChainable(steps);
  return new states.StateMachine(stack, 'Machine', {
    definitionBody,
    stateMachineType: states.StateMachineType.EXPRESS,
  });
}

function addRules(stack: Stack, handler: lambda.Function, machine: states.StateMachine, stream: kinesis.Stream): void {
  const cluster = new ecs.Cluster(stack, 'Cluster');
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('main', { image: ecs.ContainerImage.fromRegistry('amazonlinux') });
  new events.Rule(stack, 'Rule', {
    schedule: events.Schedule.rate(Duration.hours(1)),
    targets: [
      new targets.LambdaFunction(handler),
      new targets.SfnStateMachine(machine),
      new targets.KinesisStream(stream),
      new targets.EcsTask({ cluster, taskDefinition }),
      new targets.EventBus(new events.EventBus(stack, 'Bus')),
    ],
  });
  for (const [name, target] of [
    ['Call', new scheduled.LambdaInvoke(handler, {})],
    ['Start', new scheduled.StepFunctionsStartExecution(machine, {})],
  ] as const) {
    new scheduler.Schedule(stack, name, { schedule: scheduler.ScheduleExpression.rate(Duration.hours(1)), target });
  }
}

function addPipe(stack: Stack, queue: sqs.Queue, machine: states.StateMachine): void {
  const role = new iam.Role(stack, 'PipeRole', { assumedBy: new iam.ServicePrincipal('pipes.amazonaws.com') });
  queue.grantConsumeMessages(role);
  machine.grantStartSyncExecution(role);
  new pipes.CfnPipe(stack, 'Pipe', { roleArn: role.roleArn, source: queue.queueArn, target: machine.stateMachineArn });
}

function addGraph(stack: Stack, handler: lambda.Function): void {
  const definition = appsync.Definition.fromSchema(new appsync.SchemaFile({ filePath: `${__dirname}/schema.graphql` }));
  const api = new appsync.GraphqlApi(stack, 'Graph', {
    name: 'graph',
    definition,
    logConfig: { fieldLogLevel: appsync.FieldLogLevel.ERROR },
  });
  api.addLambdaDataSource('Function', handler);
}

function addThings(stack: Stack, stream: kinesis.Stream): void {
  const role = new iam.Role(stack, 'ThingsRole', { assumedBy: new iam.ServicePrincipal('iot.amazonaws.com') });
  stream.grantWrite(role);
  new iot.CfnTopicRule(stack, 'Things', {
    topicRulePayload: {
      sql: "SELECT * FROM 'things'",
      actions: [{ kinesis: { roleArn: role.roleArn, streamName: stream.streamName } }],
    },
  });
}
