// What `cdk synth` and `cdk deploy` run (cdk.json).
import { ContextError } from './config.ts';
import { buildApp } from './synth.ts';

try {
  buildApp().app.synth();
} catch (error) {
  if (!(error instanceof ContextError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
