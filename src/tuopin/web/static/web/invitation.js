// The secret stands behind the # of the link, which no browser sends: it is put into the form here, and taken out of the address.
const field = document.querySelector("#id_secret");
const secret = decodeURIComponent(location.hash.slice(1));
if (field && secret) {
  field.value = secret;
  history.replaceState(null, "", location.pathname);
  document.querySelector("#id_password")?.focus();
}
