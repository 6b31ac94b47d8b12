import { type TranslateClient, TranslateTextCommand } from '@aws-sdk/client-translate';
import { INTO, type TranslationEngine } from './translator.ts';

/** Amazon Translate recognises the language by itself, which needs the right to ask Comprehend too. A text without a letter is not sent. */
export function amazonTranslate(client: TranslateClient): TranslationEngine {
  return async (texts) => {
    const answers = await Promise.all(
      texts.map(async (text) => {
        if (!/\p{L}/u.test(text)) return { text };
        const { TranslatedText = '', SourceLanguageCode } = await client.send(
          new TranslateTextCommand({ Text: text, SourceLanguageCode: 'auto', TargetLanguageCode: INTO }),
        );
        return { text: TranslatedText, from: SourceLanguageCode };
      }),
    );
    const from = answers.find((answer) => answer.from !== undefined)?.from ?? 'und';
    return { texts: answers.map(({ text }) => text), from, by: 'Amazon Translate' };
  };
}
