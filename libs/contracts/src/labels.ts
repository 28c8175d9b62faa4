/** What the values of enums are called where people read them. */
import { type DescEnumValue, type FileRegistry, getOption, hasOption } from '@bufbuild/protobuf';
import { extension } from './options.ts';

export interface Label {
  ko: string;
  en: string;
}

/** IN_PROGRESS reads "in progress", where the contract does not give other words. */
export function labelReader(registry: FileRegistry): (value: DescEnumValue) => Label {
  const ko = extension<string>(registry, 'naru.api.v1.ko');
  const en = extension<string>(registry, 'naru.api.v1.en');
  return (value) => ({
    ko: getOption(value, ko),
    en: hasOption(value, en) ? getOption(value, en) : value.name.toLowerCase().replaceAll('_', ' '),
  });
}
