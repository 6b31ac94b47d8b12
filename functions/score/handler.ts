export const handler = async (): Promise<never> => {
  throw new Error('score is not wired yet');
};
