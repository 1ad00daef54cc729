import flags from 'aws-cdk-lib/recommended-feature-flags.json';
import { App, Stack } from 'aws-cdk-lib/core';
import { addCompute } from './compute';
import { addData } from './data';
import { addDelivery } from './delivery';
import { addEvents } from './events';
import { addFleet } from './fleet';
import { addKubernetes } from './kubernetes';
import { addPeople } from './people';
import { addStackSets } from './stack-sets';

// what `cdk init` writes into a new app, and the paths that the cdk command has in its templates
const context = { ...flags, 'aws:cdk:enable-path-metadata': true };
const app = new App({ analyticsReporting: false, context });
const env = { account: '111122223333', region: 'eu-west-1' };

addCompute(new Stack(app, 'Compute', { env }));
addData(new Stack(app, 'Data', { env }));
addDelivery(new Stack(app, 'Delivery', { env }));
addEvents(new Stack(app, 'Events', { env }));
addFleet(new Stack(app, 'Fleet', { env }));
addKubernetes(new Stack(app, 'Kubernetes', { env }));
addPeople(new Stack(app, 'People', { env }));
addStackSets(new Stack(app, 'StackSets', { env }));
// as a library stack is written, for any account and Region
addPeople(new Stack(app, 'PeopleAnywhere'));
addEvents(new Stack(app, 'EventsAnywhere'));
app.synth();
