// Run once, by the image, when the data folder is still empty: the user the services log in as.
// It may read and write this one database, and nothing else.
const basisData = process.env.MONGO_INITDB_DATABASE;

db.getSiblingDB(basisData).createUser({
  user: process.env.MONGODB_USER,
  pwd: process.env.MONGODB_PASSWORD,
  roles: [{ role: "readWrite", db: basisData }],
});
