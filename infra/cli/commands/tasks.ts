import { Command } from 'commander';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { Task } from '#shared/domain/task.ts';
import { callHost } from '../api-client.ts';
import { filled } from '../option-values.ts';
import { shownOf } from '../pages.ts';
import { printJson, printTable, safeText, say } from '../print.ts';

const open = (brand?: string) => shownOf('/tasks', 'tasks', Task, { brand });

/** What only people can do; `tasks done` says that one is. */
export function tasksCommand(): Command {
  return new Command('tasks')
    .option('--brand <id>', 'only this brand', filled)
    .option('--json', 'print an array')
    .action(async ({ brand, json }: { brand?: string; json?: boolean }) => {
      const { items: tasks, isMore } = await open(brand);
      if (json) return printJson(tasks);
      if (tasks.length === 0) return say('Nothing to do.');
      printTable(
        ['due', 'what', 'task'],
        tasks.map(({ dueAt, text, id }) => [dueAt.slice(0, 10), safeText(text, 200), safeText(id, 200)]),
      );
      if (isMore) say('There are more. All of them: npx markwarden export tasks');
    })
    .addCommand(
      new Command('done')
        .description('say that a task is done')
        .argument('<id>', 'task id, as "markwarden tasks" prints it', filled)
        .action(async (id: string) => {
          const task = (await open()).items.find((each) => each.id === id);
          if (!task) throw new UsageError(`No open task "${id}". See: npx markwarden tasks`);
          await callHost(z.object({ task: Task }), 'POST', `/brands/${encodeURIComponent(task.brandId)}/tasks/done`, {
            task: id,
          });
          say('Done.');
        }),
    );
}
