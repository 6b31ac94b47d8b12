import { Command, InvalidArgumentError } from 'commander';
import * as z from 'zod';
import { Membership, Role } from '#shared/domain/membership.ts';
import { callHost } from '../api-client.ts';
import { filled } from '../option-values.ts';
import { printJson, printTable, safeText, say } from '../print.ts';

const Members = z.object({ members: z.array(Membership) });
type Options = { brand: string; role: Role[]; json?: boolean };

const JSON_HELP = 'print {members: [{person, brandId, roles, by, at}]}';

export function memberCommand(): Command {
  const member = new Command('member');
  const common = (command: Command) =>
    command.requiredOption('--brand <id>', 'for which brand', filled).option('--json', JSON_HELP);

  common(member.command('list').description('who was given a brand by name')).action(async ({ brand, json }: Options) =>
    print(await callHost(Members, 'GET', pathOf(brand)), json),
  );
  common(
    member
      .command('add')
      .description('give somebody roles for a brand, in place of those that they had there')
      .argument(
        '<person>',
        'an address (counts from their next sign-in), or the number that the console shows them',
        filled,
      )
      .requiredOption('--role <roles...>', Role.options.join(', '), roles, []),
  ).action(async (person: string, { brand, role, json }: Options) =>
    print(await callHost(Members, 'PUT', pathOf(brand), { person, roles: role }), json),
  );
  common(
    member
      .command('remove')
      .description('take a brand away from somebody')
      .argument('<person>', 'as "member list" prints it', filled),
  ).action(async (person: string, { brand, json }: Options) =>
    print(await callHost(Members, 'PUT', pathOf(brand), { person, roles: [] }), json),
  );
  return member;
}

const pathOf = (brand: string): string => `/brands/${encodeURIComponent(brand)}/members`;

function roles(text: string, before: Role[]): Role[] {
  const role = Role.safeParse(text);
  if (!role.success) throw new InvalidArgumentError(`one of ${Role.options.join(', ')} is expected.`);
  return [...before, role.data];
}

function print({ members }: z.infer<typeof Members>, json: boolean | undefined): void {
  if (json) printJson({ members });
  else if (members.length === 0)
    say('Nobody was given this brand by name; who looks after every brand sees it anyway.');
  else
    printTable(
      ['person', 'roles', 'given by', 'on'],
      members.map(({ person, roles, by, at }) => [safeText(person), roles.join(', '), safeText(by), at.slice(0, 10)]),
    );
}
