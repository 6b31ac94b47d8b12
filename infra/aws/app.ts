// What `cdk synth` and `cdk deploy` run (cdk.json).
import { buildApp } from './synth.ts';

buildApp().app.synth();
