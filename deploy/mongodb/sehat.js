// Healthy when a user without any right can log in: before the first start is complete it cannot.
const { MONGODB_USER, MONGODB_PASSWORD, MONGO_INITDB_DATABASE } = process.env;

const basisData = connect(
  `mongodb://127.0.0.1:27017/${MONGO_INITDB_DATABASE}?tls=true&tlsCAFile=/run/secrets/ca.crt`,
);
basisData.auth(MONGODB_USER, MONGODB_PASSWORD);
quit(basisData.runCommand({ ping: 1 }).ok === 1 ? 0 : 1);
