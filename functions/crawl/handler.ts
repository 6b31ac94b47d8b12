export const handler = async (): Promise<never> => {
  throw new Error('crawl is not wired yet');
};
