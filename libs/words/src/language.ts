/** The language of a caller, negotiated as in RFC 9110. */
import Negotiator from 'negotiator';

export type Language = 'ko' | 'en';

/** English first: it is used if a caller names no language, or none that Naru has. */
const LANGUAGES: Language[] = ['en', 'ko'];

/** The language that fits a header like `ko-KR, en;q=0.8` best; English if none fits. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage) return 'en';
  const asked = new Negotiator({ headers: { 'accept-language': acceptLanguage } });
  return asked.language(LANGUAGES) === 'ko' ? 'ko' : 'en';
}
