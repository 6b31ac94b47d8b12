import { describe, expect, it } from 'vitest';
import type { Assembly, Stack } from '#infra/local/host/assembly.ts';
import { createResolver } from '#infra/local/host/resolver.ts';

const placeholder = (name: string) => `\${${name}}`;
const addresses = {
  identityProvider: 'http://127.0.0.1:3',
  functionUrl: 'http://127.0.0.1:4',
  messaging: 'http://127.0.0.1:1',
  api: 'http://127.0.0.1:2',
};
const data: Stack = {
  name: 'data',
  template: {
    Resources: {
      Cases: { Type: 'AWS::DynamoDB::Table' },
      Pages: { Type: 'AWS::S3::Bucket' },
      Widget: { Type: 'AWS::Quantum::Widget' },
    },
    Outputs: {
      CasesName: { Value: { Ref: 'Cases' }, Export: { Name: { 'Fn::Sub': `${placeholder('AWS::StackName')}:cases` } } },
    },
  },
};
const pipeline: Stack = {
  name: 'pipeline',
  template: {
    Resources: {
      Jobs: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
      Crawl: { Type: 'AWS::Lambda::Function' },
    },
    Parameters: { Stage: { Type: 'String', Default: 'local' }, Size: { Type: 'Number' } },
  },
};
const assembly: Assembly = { directory: '/nowhere', stacks: [data, pipeline] };
const resolve = (value: unknown, stack = pipeline, logicalId = 'Crawl') =>
  createResolver(assembly, addresses)(value, { stack, logicalId });

describe('the template resolver', () => {
  it('gives every resource its local name and address', () => {
    expect(resolve({ Ref: 'Jobs' })).toBe('http://127.0.0.1:1/000000000000/Jobs.fifo');
    expect(resolve({ 'Fn::GetAtt': ['Jobs', 'Arn'] })).toBe('arn:aws:sqs:us-east-1:000000000000:Jobs.fifo');
    expect(resolve({ 'Fn::GetAtt': 'Jobs.QueueName' })).toBe('Jobs.fifo');
    expect(resolve({ Ref: 'Pages' }, data)).toBe('pages');
  });

  it('joins, splits, selects and substitutes, also inside lists and objects', () => {
    expect(resolve({ a: [{ 'Fn::Join': ['-', ['x', { Ref: 'Stage' }, { Ref: 'AWS::Region' }]] }] })).toEqual({
      a: ['x-local-us-east-1'],
    });
    expect(resolve({ 'Fn::Select': ['1', { 'Fn::Split': ['/', 'a/b/c'] }] })).toBe('b');
    const text = `${placeholder('Jobs.QueueName')} ${placeholder('!Literal')} ${placeholder('extra')}`;
    expect(resolve({ 'Fn::Sub': [text, { extra: { Ref: 'Stage' } }] })).toBe(
      `Jobs.fifo ${placeholder('Literal')} local`,
    );
    expect(resolve({ kept: 1, gone: { Ref: 'AWS::NoValue' } })).toEqual({ kept: 1 });
  });

  it('follows references into the other stack', () => {
    expect(resolve({ 'Fn::ImportValue': 'data:cases' })).toBe('Cases');
    expect(resolve({ 'Fn::GetStackOutput': { StackName: 'data', OutputName: 'CasesName' } })).toBe('Cases');
  });

  it.each([
    [{ Ref: 'Nothing' }, 'Ref Nothing'],
    [{ Ref: 'Size' }, 'parameter Size'],
    [{ 'Fn::GetAtt': ['Jobs', 'Colour'] }, 'Fn::GetAtt Jobs.Colour'],
    [{ 'Fn::ImportValue': 'data:brands' }, 'Fn::ImportValue data:brands'],
    [{ 'Fn::GetStackOutput': { StackName: 'data', OutputName: 'No' } }, 'Fn::GetStackOutput data.No'],
    [{ 'Fn::If': ['A', 1, 2] }, 'Fn::If'],
  ])('refuses %j by the name of the resource that asks', (value, what) => {
    expect(() => resolve(value)).toThrow(`pipeline/Crawl (AWS::Lambda::Function) needs ${what}`);
  });

  it('refuses a resource type that nothing here stands for', () => {
    expect(() => resolve({ Ref: 'Widget' }, data, 'Cases')).toThrow('Ref Widget of a AWS::Quantum::Widget');
  });
});
