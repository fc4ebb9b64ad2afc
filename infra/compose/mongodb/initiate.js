// Run by mongosh --nodb: makes the replica set and the account of Zhiheng, once. Running it again changes nothing but the password,
// which becomes what the secret says.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- mongosh runs CommonJS
const { readFileSync } = require('node:fs');

const secret = (name) => readFileSync(`/run/secrets/${name}`, 'utf8').trim();
const members = ['mongodb-1:27017', 'mongodb-2:27017', 'mongodb-3:27017'];
const root = `root:${encodeURIComponent(secret('mongodb_root_password'))}`;
const notYetInitialised = 94;

const first = connect(`mongodb://${root}@${members[0]}/admin?directConnection=true`);
try {
  first.adminCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.code !== notYetInitialised) throw error;
  const config = { _id: 'zhiheng', members: members.map((host, _id) => ({ _id, host })) };
  const answer = first.adminCommand({ replSetInitiate: config });
  if (answer.ok !== 1) throw new Error(`the replica set was not made: ${EJSON.stringify(answer)}`);
}

// The address of the whole set waits for a primary by itself.
const database = connect(`mongodb://${root}@${members.join(',')}/zhiheng?authSource=admin&replicaSet=zhiheng&serverSelectionTimeoutMS=60000`);
const roles = [{ role: 'readWrite', db: 'zhiheng' }];
const pwd = secret('mongodb_zhiheng_password');
const known = database.getUser('zhiheng') !== null;
if (known) database.updateUser('zhiheng', { pwd, roles }, { w: 'majority' });
else database.createUser({ user: 'zhiheng', pwd, roles }, { w: 'majority' });
print(known ? 'the replica set was there already' : 'the replica set and the account are made');
