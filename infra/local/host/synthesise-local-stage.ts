// Run by synthesis.ts in its own process: node synthesise-local-stage.ts OUTDIR
import { synthesise } from '../../synth.ts';

synthesise({ stage: 'local', outdir: process.argv[2]! });
