import { Size } from 'aws-cdk-lib';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { NodeFunction, type NodeFunctionProps } from './node-function.ts';

/** A function that opens pages in Chromium, invoked by others and waited for. */
export class BrowserFunction extends NodeFunction {
  constructor(scope: Construct, id: string, props: Omit<NodeFunctionProps, 'architecture' | 'temporaryStorage'>) {
    super(scope, id, {
      ...props,
      architecture: Architecture.X86_64, // the npm package of Chromium for Lambda has no arm64 build (153, 2026-11)
      temporaryStorage: Size.gibibytes(1), // 200 MB of inflated browser, and profiles; /tmp outlives an invocation
    });
  }
}
