export const handler = async (): Promise<never> => {
  throw new Error('verify is not wired yet');
};
