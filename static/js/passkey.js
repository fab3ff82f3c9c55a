// A passkey needs a script; everything else here works without. The button stays hidden where it cannot work.
document.addEventListener('DOMContentLoaded', function () {
  var place = document.querySelector('[data-passkey]')
  if (!place || !window.PublicKeyCredential) return
  var failed = document.getElementById('passkey-failed')
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    failed.hidden = false
  })
  var action = place.dataset.passkey
  var ids = { credential: 'id_credential' }
  ids[action] = 'passkey-button'
  if (action !== 'login') ids.data = 'js_data'
  if (action === 'add') ids.passwordless = 'id_passwordless'
  window.allauth.webauthn.forms[action + 'Form']({ ids: ids })
  place.hidden = false
  var sorry = document.getElementById('passkey-sorry')
  if (sorry) sorry.hidden = true
})
