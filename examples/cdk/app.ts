import { App } from 'aws-cdk-lib';
import { attachGuardrails } from 'sts-guardrails/aspects';
import { BlockedStack } from './blocked';
import { CleanStack } from './clean';

const app = new App();
const Chosen = app.node.tryGetContext('variant') === 'clean' ? CleanStack : BlockedStack;
new Chosen(app, 'Payments', { env: { account: '111122223333', region: 'eu-west-1' } });
attachGuardrails(app);
