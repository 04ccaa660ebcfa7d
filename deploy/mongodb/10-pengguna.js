// Run once, by the image, when the data folder is still empty: a role and a user for every account,
// as `izin rahasia` wrote them. Run that script by hand where there are data already.
load("/run/rahasia/pengguna.js");
