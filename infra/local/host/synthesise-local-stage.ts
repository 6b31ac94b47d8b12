// Run by synthesis.ts in its own process: node synthesise-local-stage.ts OUTDIR [smoke]
import { synthesise } from '#infra/aws/synth.ts';

synthesise({ stage: 'local', outdir: process.argv[2]!, smoke: process.argv[3] === 'smoke' });
