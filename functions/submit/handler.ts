export const handler = async (): Promise<never> => {
  throw new Error('submit is not wired yet');
};
