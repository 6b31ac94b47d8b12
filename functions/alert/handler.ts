export const handler = async (): Promise<never> => {
  throw new Error('alert is not wired yet');
};
