export const handler = async (): Promise<never> => {
  throw new Error('digest is not wired yet');
};
