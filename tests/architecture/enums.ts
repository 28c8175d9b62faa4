/** Rules for enums in the contract: each stands in its message, with bare words for values (AIP-126). */
import type { DescEnum, DescEnumValue } from '@bufbuild/protobuf';
import { labelOfValue, registry } from '@naru/contracts';
import type { Finding } from './source.ts';

/** Values of a package's enum share the names of the package, so only one DRAFT would be possible. */
export const enums = (): DescEnum[] =>
  [...registry].flatMap((desc) => {
    if (desc.kind === 'enum') return [desc];
    return desc.kind === 'message' ? desc.nestedEnums : [];
  });

const upper = (name: string) => name.replace(/(?<!^)(?=[A-Z])/g, '_').toUpperCase();

const isSilent = (value: DescEnumValue): boolean => value.number !== 0 && !/[가-힣]/.test(labelOfValue(value).ko);

export function enumFindings(desc: Pick<DescEnum, 'file' | 'name' | 'typeName' | 'parent' | 'values'>): Finding[] {
  const { file, name, typeName, parent, values } = desc;
  if (!file.proto.package.startsWith('naru.')) return [];
  const zero = `${upper(name)}_UNSPECIFIED`;
  const words = values.filter(({ number }) => number !== 0).map((value) => value.name);
  const prefixes = [name, parent?.name, `${parent?.name}${name}`].map((one) => `${upper(one ?? '-')}_`);
  const first = words[0]?.match(/^[A-Z0-9]+_/)?.[0];
  const shared = first && words.length > 1 && words.every((word) => word.startsWith(first)) ? [first] : [];
  const prefixed = words.find((word) => [...prefixes, ...shared].some((prefix) => word.startsWith(prefix)));
  const silent = file.proto.package.startsWith('naru.api.') ? [] : values.filter(isSilent).map((value) => value.name);
  const complaints = [
    ...(silent.length > 0 ? [`does not say in Korean what people call ${silent.join(', ')}: (naru.api.v1.ko)`] : []),
    ...(parent ? [] : ['stands alone in its package: nest it in the message that it belongs to']),
    ...(values[0]?.number === 0 && values[0].name === zero ? [] : [`must begin with ${zero} = 0`]),
    ...(prefixed ? [`repeats its name in ${prefixed}: a value is a bare word`] : []),
  ];
  return complaints.map((message) => ({
    file: `proto/${file.name}.proto`,
    line: 0,
    message: `${typeName} ${message}`,
  }));
}
