/** The labels of enum values, for people. */
import { type DescEnumValue, type FileRegistry, getOption, hasOption } from '@bufbuild/protobuf';
import { extension } from './options.ts';

export interface Label {
  ko: string;
  en: string;
}

/** IN_PROGRESS becomes "in progress", unless the contract gives another label. */
export function labelReader(registry: FileRegistry): (value: DescEnumValue) => Label {
  const ko = extension<string>(registry, 'naru.api.v1.ko');
  const en = extension<string>(registry, 'naru.api.v1.en');
  return (value) => ({
    ko: getOption(value, ko),
    en: hasOption(value, en) ? getOption(value, en) : value.name.toLowerCase().replaceAll('_', ' '),
  });
}
