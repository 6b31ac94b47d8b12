export const handler = async (): Promise<never> => {
  throw new Error('dispatch is not wired yet');
};
