/** Programs of a partner with a generated client: they create an organisation and read it again. */

/** openapi-typescript with openapi-fetch: only types over a small client. */
export const BY_TYPES = `
import createClient from 'openapi-fetch';
import type { paths } from './types.d.ts';

const { GATEWAY = '', TOKEN = '' } = process.env;
const client = createClient<paths>({ baseUrl: GATEWAY, headers: { authorization: \`Bearer \${TOKEN}\` } });
const made = await client.POST('/v1/organisations', { body: { name: { ko: '기관 하나' }, country: 'KR' } });
const id: string = made.data?.id ?? '';
const read = await client.GET('/v1/organisations/{id}', { params: { path: { id } } });
process.stdout.write(JSON.stringify([made.response.status, read.data?.name?.ko]));
`;

/** @hey-api/openapi-ts: a function for each operation. The upload and the stream are compiled but not called. */
export const BY_FUNCTIONS = `
import { client } from './functions/client.gen.js';
import { getOrganisation, registerOrganisation, uploadApplicationFile } from './functions/index.js';

const { GATEWAY = '', TOKEN = '' } = process.env;
client.setConfig({ baseUrl: GATEWAY, auth: TOKEN });
const made = await registerOrganisation({ body: { name: { ko: '기관 둘' }, country: 'KR' } });
const read = await getOrganisation({ path: { id: made.data?.id ?? '' } });
process.stdout.write(JSON.stringify([made.response?.status, read.data?.name?.ko]));

export const upload = (file: File) =>
  uploadApplicationFile({ path: { id: 'app_1', fieldId: 'plan' }, query: { name: file.name }, body: file });
`;

/** openapi-python-client: a module for each operation. */
export const BY_PYTHON = `
import json, os
from client import AuthenticatedClient
from client.api.registry_service import get_organisation, register_organisation
from client.api.program_service import upload_application_file
from client.models import LocalizedTextInput, RegisterOrganisationRequest

with AuthenticatedClient(base_url=os.environ["GATEWAY"], token=os.environ["TOKEN"]) as client:
    body = RegisterOrganisationRequest(name=LocalizedTextInput(ko="기관 셋"), country="KR")
    made = register_organisation.sync_detailed(client=client, body=body)
    read = get_organisation.sync(made.parsed.id, client=client)
    print(json.dumps([made.status_code, read.name.ko]))
`;
