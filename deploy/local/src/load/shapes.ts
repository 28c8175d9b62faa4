import { z } from 'zod';

// The file says what belongs together by ids of its own; what a field may hold is the services' to judge.
export const id = z.string().min(1);
export const text = z.strictObject({ ko: z.string().optional(), en: z.string().optional() });
export const day = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'must be a date such as 2015-05-11');
export const won = z.string().regex(/^\d+$/, 'must be whole won in quotes, such as "300000000"');
export const source = { fictional: z.boolean().optional(), refs: z.array(z.string()).optional() };
