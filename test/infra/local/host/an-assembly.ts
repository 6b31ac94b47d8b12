import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

type Resource = { Type: string; Properties?: Record<string, unknown>; Metadata?: Record<string, unknown> };

/** A directory that goes away at the end of its block. */
export function aDirectory(): { path: string } & Disposable {
  const directory = mkdtempSync(path.join(tmpdir(), 'markwarden-host-'));
  return { path: directory, [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }) };
}

/** Writes a cloud assembly of one stack, as `cdk synth` would; `handlers` are the functions' bundles, by logical id. */
export function writeAssembly(
  directory: string,
  resources: Record<string, Resource>,
  handlers: Record<string, string> = {},
): string {
  const assembly = path.join(directory, 'cdk.out');
  for (const [name, source] of Object.entries(handlers)) {
    mkdirSync(path.join(assembly, `asset.${name}`), { recursive: true });
    writeFileSync(path.join(assembly, `asset.${name}`, 'index.mjs'), source);
  }
  mkdirSync(assembly, { recursive: true });
  const properties = { templateFile: 'test.template.json', stackName: 'test' };
  const manifest = { artifacts: { test: { type: 'aws:cloudformation:stack', properties } } };
  writeFileSync(path.join(assembly, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(path.join(assembly, 'test.template.json'), JSON.stringify({ Resources: resources }));
  return assembly;
}

export function aFunction(name: string, properties: Record<string, unknown> = {}): Resource {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: { Handler: 'index.handler', Timeout: 10, MemorySize: 128, ...properties },
    Metadata: { 'aws:asset:path': `asset.${name}` },
  };
}

export function aQueue(properties: Record<string, unknown> = {}): Resource {
  return { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 60, ...properties } };
}

export function anEventSource(queue: string, functionName: string, properties: Record<string, unknown> = {}): Resource {
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': [queue, 'Arn'] },
      FunctionName: { Ref: functionName },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ...properties,
    },
  };
}

/** Handler source that appends one JSON line per invocation to the file in its variable RECORD, then runs `body`. */
export function recording(body = ''): string {
  return `import { appendFileSync } from 'node:fs';
    export const handler = async (event, context) => {
      appendFileSync(process.env.RECORD, JSON.stringify({ event, at: new Date().toISOString(), environment: process.env }) + '\\n');
      ${body}
    };`;
}
