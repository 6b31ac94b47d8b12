import {
  DetectedLanguageLowConfidenceException,
  type TranslateClient,
  TranslateTextCommand,
  UnsupportedLanguagePairException,
} from '@aws-sdk/client-translate';
import { INTO, type TranslationEngine } from './translator.ts';

/** Amazon Translate recognises the language by itself, which needs the right to ask Comprehend too. A text without a letter is not sent. */
export function amazonTranslate(client: TranslateClient): TranslationEngine {
  return async (texts) => {
    const answers = await Promise.all(
      texts.map((text): Promise<Answer> | Answer => (/\p{L}/u.test(text) ? asked(client, text, 'auto') : { text })),
    );
    // The longest text shows best what language a seller writes.
    const [longest] = answers
      .map(({ from }, index) => ({ from, length: texts[index]!.length }))
      .filter(({ from }) => from !== undefined)
      .toSorted((a, b) => b.length - a.length);
    return { texts: answers.map(({ text }) => text), from: longest?.from ?? 'und', by: 'Amazon Translate' };
  };
}

type Answer = { text: string; from?: string | undefined };

async function asked(client: TranslateClient, Text: string, SourceLanguageCode: string): Promise<Answer> {
  if (SourceLanguageCode === INTO) return { text: Text, from: INTO };
  try {
    const { TranslatedText = '', SourceLanguageCode: from } = await client.send(
      new TranslateTextCommand({ Text, SourceLanguageCode, TargetLanguageCode: INTO }),
    );
    return { text: TranslatedText, from };
  } catch (error) {
    // A short title may be of several languages: the likeliest is taken, rather than the description lost with it.
    if (error instanceof DetectedLanguageLowConfidenceException && SourceLanguageCode === 'auto')
      return error.DetectedLanguageCode ? asked(client, Text, error.DetectedLanguageCode) : { text: '' };
    if (error instanceof UnsupportedLanguagePairException)
      return { text: error.SourceLanguageCode === INTO ? Text : '', from: error.SourceLanguageCode };
    throw error;
  }
}
