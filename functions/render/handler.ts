export const handler = async (): Promise<never> => {
  throw new Error('render is not wired yet');
};
