// Run by mongosh at every start, as root: begins the replica set once, and keeps the services' user as configured.
const { DATABASE_PREFIX, NARU_MONGO_PASSWORD } = process.env;
const CONTEXTS = ['registry', 'investor', 'matching', 'program', 'ledger', 'notification'];

try {
  rs.status();
} catch {
  // The services reach the member by this name, so it stands in the configuration of the set.
  rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] });
}
while (!db.hello().isWritablePrimary) sleep(200);

const admin = db.getSiblingDB('admin');
const user = {
  pwd: NARU_MONGO_PASSWORD,
  roles: CONTEXTS.map((context) => ({ role: 'readWrite', db: `${DATABASE_PREFIX}_${context}` })),
};
if (admin.getUser('naru')) admin.updateUser('naru', user);
else admin.createUser({ user: 'naru', ...user });
