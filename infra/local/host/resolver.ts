import type { Assembly, Stack } from './assembly.ts';
import { ACCOUNT, type LocalAddresses, localIdentity, REGION } from './local-identity.ts';

/** Turns CloudFormation intrinsics into what they mean on this machine. */
export type Resolver = (value: unknown, at: { stack: Stack; logicalId: string }) => unknown;

type Place = { stack: Stack; logicalId: string };

const PSEUDO: Record<string, (stack: Stack) => unknown> = {
  'AWS::Region': () => REGION,
  'AWS::AccountId': () => ACCOUNT,
  'AWS::Partition': () => 'aws',
  'AWS::URLSuffix': () => 'amazonaws.com',
  'AWS::StackName': (stack) => stack.name,
  'AWS::StackId': (stack) => `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${stack.name}/local`,
  'AWS::NoValue': () => undefined,
};

/**
 * Resolves Ref, GetAtt, Sub, Join, Select, Split, ImportValue and GetStackOutput, also across stacks.
 * The returned function throws, naming the resource that asked, for whatever it cannot resolve: a guess would be a wiring error
 * that only shows later.
 */
export function createResolver(assembly: Assembly, addresses: LocalAddresses): Resolver {
  const identity = (name: string, place: Place, what: string) => {
    const resource = place.stack.template.Resources?.[name];
    const found = resource && localIdentity(name, resource, addresses);
    if (found) return found;
    return refuse(place, `${what}${resource ? ` of a ${resource.Type}` : ''}`);
  };

  const ref = (name: string, place: Place): unknown => {
    const pseudo = PSEUDO[name];
    if (pseudo) return pseudo(place.stack);
    const parameter = place.stack.template.Parameters?.[name];
    if (parameter) return parameter.Default ?? refuse(place, `parameter ${name}, which has no default`);
    return identity(name, place, `Ref ${name}`).ref;
  };

  const attribute = (name: string, key: string, place: Place): string => {
    const what = `Fn::GetAtt ${name}.${key}`;
    return identity(name, place, what).attributes[key] ?? refuse(place, what);
  };

  const imported = (name: unknown, place: Place): unknown => {
    for (const stack of assembly.stacks) {
      for (const [id, output] of Object.entries(stack.template.Outputs ?? {})) {
        const at = { stack, logicalId: id };
        if (output.Export && resolve(output.Export.Name, at) === name) return resolve(output.Value, at);
      }
    }
    return refuse(place, `Fn::ImportValue ${String(name)}`);
  };

  const stackOutput = (reference: unknown, place: Place): unknown => {
    const { StackName, OutputName } = resolve(reference, place) as Record<string, string>;
    const stack = assembly.stacks.find(({ name }) => name === StackName);
    const output = stack?.template.Outputs?.[OutputName ?? ''];
    if (!stack || !output) return refuse(place, `Fn::GetStackOutput ${StackName}.${OutputName}`);
    return resolve(output.Value, { stack, logicalId: OutputName! });
  };

  const substitute = (argument: unknown, place: Place): string => {
    const [text, variables] = (Array.isArray(argument) ? argument : [argument, {}]) as [
      string,
      Record<string, unknown>,
    ];
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in variables) return String(resolve(variables[name], place));
      const [resource, ...key] = name.split('.');
      return String(key.length > 0 ? attribute(resource!, key.join('.'), place) : ref(name, place));
    });
  };

  const functions: Record<string, (argument: unknown, place: Place) => unknown> = {
    Ref: (argument, place) => ref(String(argument), place),
    'Fn::GetAtt': (argument, place) => {
      const [name, ...key] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
      return attribute(name!, key.join('.'), place);
    },
    'Fn::Join': (argument, place) => {
      const [separator, parts] = argument as [string, unknown];
      return (resolve(parts, place) as unknown[]).map(String).join(separator);
    },
    'Fn::Split': (argument, place) => {
      const [separator, text] = argument as [string, unknown];
      return String(resolve(text, place)).split(separator);
    },
    'Fn::Select': (argument, place) => {
      const [index, list] = argument as [unknown, unknown];
      return (resolve(list, place) as unknown[])[Number(index)];
    },
    'Fn::Sub': substitute,
    'Fn::ImportValue': (argument, place) => imported(resolve(argument, place), place),
    'Fn::GetStackOutput': stackOutput,
  };

  function resolve(value: unknown, place: Place): unknown {
    if (Array.isArray(value)) return value.map((part) => resolve(part, place)).filter((part) => part !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? [];
    if (entries.length === 1 && name && (name === 'Ref' || name.startsWith('Fn::'))) {
      const run = functions[name];
      return run ? run(argument, place) : refuse(place, name);
    }
    return Object.fromEntries(
      entries.map(([key, part]) => [key, resolve(part, place)]).filter(([, part]) => part !== undefined),
    );
  }
  return resolve;
}

function refuse(place: Place, what: string): never {
  const type = place.stack.template.Resources?.[place.logicalId]?.Type;
  throw new Error(
    `${place.stack.name}/${place.logicalId}${type ? ` (${type})` : ''} needs ${what}, which the local host cannot resolve`,
  );
}
