import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';

/** A resource as CloudFormation made it. */
export type Made = { type: string; logicalId: string; physicalId: string };

/** What was made for these stacks: a deployment may have ended before a stack, or before a resource that it had planned. */
export async function resourcesOf(formation: CloudFormationClient, stacks: readonly string[]): Promise<Made[]> {
  const made: Made[] = [];
  for (const StackName of stacks) {
    try {
      for await (const { StackResourceSummaries = [] } of paginateListStackResources(
        { client: formation },
        { StackName },
      ))
        for (const { ResourceType, LogicalResourceId, PhysicalResourceId } of StackResourceSummaries)
          if (PhysicalResourceId)
            made.push({ type: ResourceType!, logicalId: LogicalResourceId!, physicalId: PhysicalResourceId });
    } catch (error) {
      if (!isNoStack(error)) throw error;
    }
  }
  return made;
}

/** CloudFormation's answer to who asks about a stack that it does not know. */
export const isNoStack = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist');

/** @throws Error when the stack has no such output. */
export async function outputOf(formation: CloudFormationClient, StackName: string, name: string): Promise<string> {
  const { Stacks } = await formation.send(new DescribeStacksCommand({ StackName }));
  const found = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === name)?.OutputValue;
  if (!found) throw new Error(`${StackName} has no output ${name}`);
  return found;
}
