// Run by mongosh at every start, as root: begins the replica set once, and keeps one user for each service, who may use
// the database of that service and no other.
const { DATABASE_PREFIX } = process.env;
const CONTEXTS = ['registry', 'investor', 'matching', 'program', 'ledger', 'notification'];

try {
  rs.status();
} catch {
  // The services reach the member by this name, so it stands in the configuration of the set.
  rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] });
}
while (!db.hello().isWritablePrimary) sleep(200);

const admin = db.getSiblingDB('admin');
for (const context of CONTEXTS) {
  const user = {
    pwd: process.env[`MONGO_${context.toUpperCase()}_PASSWORD`],
    roles: [{ role: 'readWrite', db: `${DATABASE_PREFIX}_${context}` }],
  };
  if (admin.getUser(context)) admin.updateUser(context, user);
  else admin.createUser({ user: context, ...user });
}
// Before each service had its own user, they shared this one.
if (admin.getUser('naru')) admin.dropUser('naru');
