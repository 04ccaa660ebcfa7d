// Run once, by the image, when the data folder is still empty: the users of this one database. The
// services may read and write it, whoever only looks may read it, and neither may do anything else.
const { MONGO_INITDB_DATABASE, MONGODB_USER, MONGODB_PASSWORD } = process.env;
const { MONGODB_USER_BACA, MONGODB_PASSWORD_BACA } = process.env;

for (const [user, pwd, role] of [
  [MONGODB_USER, MONGODB_PASSWORD, "readWrite"],
  [MONGODB_USER_BACA, MONGODB_PASSWORD_BACA, "read"],
]) {
  db.getSiblingDB(MONGO_INITDB_DATABASE).createUser({
    user,
    pwd,
    roles: [{ role, db: MONGO_INITDB_DATABASE }],
  });
}
