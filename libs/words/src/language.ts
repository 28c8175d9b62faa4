/** The language a caller reads, as RFC 9110 negotiates it. */
import Negotiator from 'negotiator';

export type Language = 'ko' | 'en';

/** English first: it is spoken where a caller names no language, or none that Naru knows. */
const LANGUAGES: Language[] = ['en', 'ko'];

/** The language that fits best a header like `ko-KR, en;q=0.8`; English where none fits. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage) return 'en';
  const asked = new Negotiator({ headers: { 'accept-language': acceptLanguage } });
  return asked.language(LANGUAGES) === 'ko' ? 'ko' : 'en';
}
