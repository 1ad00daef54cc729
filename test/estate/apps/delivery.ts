import { aws_codebuild as codebuild } from 'aws-cdk-lib';
import { aws_codecommit as codecommit, aws_codedeploy as codedeploy } from 'aws-cdk-lib';
import { aws_codepipeline as codepipeline, aws_codepipeline_actions as actions } from 'aws-cdk-lib';
import { aws_lambda as lambda, aws_s3 as s3, pipelines } from 'aws-cdk-lib';
import { Stack, Stage } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { code } from './code';

/** A pipeline with an action of each common kind, and one of CDK Pipelines. */
export function addDelivery(stack: Stack): void {
  const repository = new codecommit.Repository(stack, 'Repository', { repositoryName: 'app' });
  const bucket = new s3.Bucket(stack, 'Artifacts', { versioned: true });
  const [source, built] = [new codepipeline.Artifact(), new codepipeline.Artifact()];
  const project = new codebuild.PipelineProject(stack, 'Project');
  const check = new lambda.Function(stack, 'Check', code);
  const application = new codedeploy.ServerApplication(stack, 'Application');
  const deploymentGroup = new codedeploy.ServerDeploymentGroup(stack, 'Servers', { application });
  new codepipeline.Pipeline(stack, 'Pipeline', {
    stages: [
      {
        stageName: 'Source',
        actions: [
          new actions.CodeCommitSourceAction({ actionName: 'Code', repository, output: source }),
          new actions.S3SourceAction({
            actionName: 'Data',
            bucket,
            bucketKey: 'data.zip',
            output: new codepipeline.Artifact(),
          }),
          new actions.CodeStarConnectionsSourceAction({
            actionName: 'Hub',
            connectionArn: 'arn:aws:codestar-connections:eu-west-1:111122223333:connection/12345678-abcd',
            owner: 'octo-org',
            repo: 'app',
            output: new codepipeline.Artifact(),
          }),
        ],
      },
      {
        stageName: 'Build',
        actions: [new actions.CodeBuildAction({ actionName: 'Build', project, input: source, outputs: [built] })],
      },
      {
        stageName: 'Deploy',
        actions: [
          new actions.ManualApprovalAction({ actionName: 'Approve' }),
          new actions.LambdaInvokeAction({ actionName: 'Check', lambda: check }),
          new actions.S3DeployAction({ actionName: 'Copy', bucket, input: built }),
          new actions.CodeDeployServerDeployAction({ actionName: 'Servers', deploymentGroup, input: built }),
          new actions.CloudFormationCreateUpdateStackAction({
            actionName: 'Stack',
            stackName: 'app',
            templatePath: built.atPath('template.json'),
            adminPermissions: false,
          }),
          new actions.CloudFormationCreateUpdateStackAction({
            actionName: 'Anything',
            stackName: 'anything',
            templatePath: built.atPath('anything.json'),
            adminPermissions: true,
          }),
        ],
      },
    ],
  });
  addCdkPipeline(stack, repository);
}

function addCdkPipeline(stack: Stack, repository: codecommit.Repository): void {
  const pipeline = new pipelines.CodePipeline(stack, 'CdkPipeline', {
    synth: new pipelines.ShellStep('Synth', {
      input: pipelines.CodePipelineSource.codeCommit(repository, 'main'),
      commands: ['npx cdk synth'],
    }),
  });
  pipeline.addStage(new App(stack, 'Production'));
}

/** What the pipeline of the CDK deploys. */
class App extends Stage {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new lambda.Function(new Stack(this, 'App'), 'Function', code);
  }
}
