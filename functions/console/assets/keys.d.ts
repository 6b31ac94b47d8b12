// What the bundler makes of it: its text.
declare const text: string;
export default text;
