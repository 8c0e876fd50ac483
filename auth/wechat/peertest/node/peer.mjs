// Drives the WeChat stand-in at BASE with libraries of npm in the folder
// PEERS_NPM, unmodified: node-easywechat for the mini-program, wechat-oauth (also
// below passport-wechat) for both kinds of sign-in.
import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import { createRequire } from 'node:module'

const { BASE, APPID, SECRET, OTHER_APPID, OTHER_SECRET, PEERS_NPM, CACHE } = process.env
const require = createRequire(PEERS_NPM + '/')

async function mock (path, body) {
  const res = await fetch(`${BASE}/mock/${path}`, { method: 'POST', body: JSON.stringify(body) })
  return res.json()
}
const code = async (user, kind, appid = APPID) => (await mock('code', { appid, user, kind })).code
const refuses = (promise, errcode) => assert.rejects(promise, e => {
  assert.match(String(e.message) + String(e.code ?? ''), new RegExp(String(errcode)))
  return true
})

// node-easywechat: a mini-program. The base address is a setting of its,
// and so is where it keeps access tokens.
// Its index wants a file that its newest dependency has no more; the mini-program
// does not.
const MiniApp = require('node-easywechat/dist/MiniApp/Application')
const app = (id, secret) => new MiniApp({ app_id: id, secret, http: { baseURL: BASE + '/' }, file_cache: { path: CACHE } })
{
  const mini = app(APPID, SECRET)
  const first = await code('alice', 'js')
  const got = await mini.getUtils().codeToSession(first)
  assert.equal(got.openid.length, 28)
  assert.equal(Buffer.from(got.session_key, 'base64').length, 16)
  await refuses(mini.getUtils().codeToSession(first), 40163)
  await refuses(app(OTHER_APPID, OTHER_SECRET).getUtils().codeToSession(await code('alice', 'js')), 40029)
  await refuses(app(APPID, 'wrong').getUtils().codeToSession(await code('alice', 'js')), 40125)
  await refuses(mini.getUtils().codeToSession(await code('mallory', 'js')), 40226)
  const late = await code('alice', 'js')
  await mock('advance', { seconds: 300 })
  await refuses(mini.getUtils().codeToSession(late), 40029)
  await mock('busy', { count: 1 })
  await refuses(mini.getUtils().codeToSession(await code('alice', 'js')), -1)

  const token = await mini.getAccessToken().getToken()
  assert.equal(await mini.getAccessToken().getToken(), token)
  const client = mini.getClient()
  const sign = key => crypto.createHmac('sha256', key).update('').digest('hex')
  const params = key => ({ params: { openid: got.openid, signature: sign(key), sig_method: 'hmac_sha256' } })
  assert.equal((await client.get('/wxa/checksession', params(got.session_key))).toObject().errcode, 0)
  const reset = (await client.get('/wxa/resetusersessionkey', params(got.session_key))).toObject()
  assert.equal(reset.openid, got.openid)
  assert.notEqual(reset.session_key, got.session_key)
  const info = (await client.post('/wxa/business/getuserphonenumber', { json: { code: await code('alice', 'phone') } })).toObject()
  assert.equal(info.phone_info.purePhoneNumber, '13800138000')
  assert.equal(info.phone_info.countryCode, '86')

  const sealed = await mock('encrypt', { appid: APPID, openid: got.openid, data: { nickName: '乐队' } })
  const plain = mini.getUtils().decryptSession(reset.session_key, sealed.iv, sealed.encryptedData)
  assert.equal(plain.nickName, '乐队')
  assert.equal(plain.watermark.appid, APPID)
  console.log('node-easywechat: passed')
}

// wechat-oauth: it knows only the real address; urllib, which it asks through, is
// told to dial elsewhere.
const urllib = require('urllib')
const request = urllib.request
urllib.request = (url, ...rest) => request.call(urllib, url.replace('https://api.weixin.qq.com', BASE), ...rest)
const OAuth = require('wechat-oauth')
const call = (api, name, ...args) => new Promise((resolve, reject) => {
  api[name](...args, (err, result) => err ? reject(err) : resolve(result.data ?? result))
})
{
  const web = new OAuth(APPID, SECRET)
  const address = new URL(web.getAuthorizeURLForWebsite('https://app.invalid/cb', 'state-1', 'snsapi_login'))
  const scan = async (name, value) => {
    address.searchParams.set(name, value)
    const res = await fetch(BASE + address.pathname + address.search, { redirect: 'manual' })
    address.searchParams.delete(name)
    return new URL(res.headers.get('location')).searchParams
  }
  const denied = await scan('mock_deny', '1')
  assert.equal(denied.get('state'), 'state-1')
  assert.equal(denied.get('code'), null)
  const back = await scan('mock_user', 'bob')
  assert.equal(back.get('state'), 'state-1')
  const got = await call(web, 'getAccessToken', back.get('code'))
  assert.equal(got.expires_in, 7200)
  await refuses(call(web, 'getAccessToken', back.get('code')), 40163)
  const profile = await call(web, 'getUser', got.openid)
  assert.equal(profile.nickname, 'bob')
  assert.equal(profile.sex, 0)
  const again = await call(web, 'refreshAccessToken', got.refresh_token)
  assert.equal(again.access_token, got.access_token)
  await call(web, 'verifyToken', got.openid, got.access_token)
  await mock('advance', { seconds: 7200 })
  await refuses(call(web, 'verifyToken', got.openid, got.access_token), 42001)
  assert.notEqual((await call(web, 'refreshAccessToken', got.refresh_token)).access_token, got.access_token)
  const session = await call(new OAuth(APPID, SECRET), 'getSessionKey', await code('carol', 'js'))
  assert.equal(session.session_key.length, 24)
  console.log('wechat-oauth: passed')
}

// passport-wechat, as a web site would use it.
{
  const { Strategy } = require('passport-wechat')
  const strategy = new Strategy({ appID: APPID, appSecret: SECRET, client: 'web', scope: 'snsapi_login', state: 's', callbackURL: 'https://app.invalid/cb' },
    (access, refresh, profile, expires, done) => done(null, profile))
  const run = query => new Promise((resolve, reject) => {
    const s = Object.create(strategy)
    Object.assign(s, { success: resolve, error: reject, fail: reject, redirect: resolve })
    s.authenticate({ _passport: {}, query, protocol: 'https', get: () => 'app.invalid', originalUrl: '/' }, {})
  })
  assert.match(await run({}), /qrconnect/)
  const user = await run({ code: await code('dave', 'oauth'), state: 's' })
  assert.equal(user.nickname, 'dave')
  console.log('passport-wechat: passed')
}
console.log('node: everything passed')
