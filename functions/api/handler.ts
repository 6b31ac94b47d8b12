export const handler = async (): Promise<never> => {
  throw new Error('api is not wired yet');
};
