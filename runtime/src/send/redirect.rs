//! Redirects.
//!
//! They are followed within the origin of the request only, so that no credential and no body reaches another server, and only where the request stays
//! what it was: those which would turn a `POST` into a `GET` are not (RFC 9110, section 15.4). What is not followed is the answer.

use http::header::LOCATION;
use http::uri::Uri;
use http::{Method, StatusCode};

use super::{Pool, Request, failed};
use crate::call::RawCall;
use crate::client::Origin;
use crate::error::{Answer, Failure};
use crate::transport::collect;

/// How many redirects are followed.
const LIMIT: usize = 10;

/// Sends a request and follows redirects.
pub(super) async fn send_following(call: &RawCall, mut request: Request, pool: Pool) -> Result<Answer, Failure> {
    let client = &call.client;
    let mut left = LIMIT;
    loop {
        let arriving = client.0.transport.send(request.clone(), pool).await;
        let (parts, body) = arriving.map_err(|fault| failed(call, fault))?.into_parts();
        let is_declared = call.spec().is_none_or(|spec| spec.declares(parts.status.as_u16()));
        let location = parts.headers.get(LOCATION).and_then(|value| value.to_str().ok());
        let follows = !is_declared && left > 0 && keeps_request(parts.status, request.method());
        let next = location.and_then(|location| resolve(request.uri(), location));
        if let Some(target) = next.filter(|_| follows) {
            *request.uri_mut() = target;
            left -= 1;
            continue;
        }
        let bytes = collect(body, client.0.settings.response_limit).await;
        let bytes = bytes.map_err(|fault| failed(call, fault))?;
        return Ok(Answer::new(call.target(), parts, bytes));
    }
}

/// Whether the redirected request has the method and body of the first.
pub(super) fn keeps_request(status: StatusCode, method: &Method) -> bool {
    match status {
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER => {
            matches!(*method, Method::GET | Method::HEAD)
        }
        _ => false,
    }
}

/// The URL that `location` names seen from `base`, if it is of the same origin (RFC 3986, section 5.2). Steps such as `..` are left to the transport.
pub(super) fn resolve(base: &Uri, location: &str) -> Option<Uri> {
    let location = location.split('#').next()?.trim();
    let (path, origin) = (base.path(), Origin::of(base)?);
    let site = format!("{}://{}", base.scheme_str()?, base.authority()?);
    let is_absolute = location.split(['/', '?']).next()?.ends_with(':');
    let text = match location.as_bytes() {
        [] => return None,
        [b'/', b'/', ..] => format!("{}:{location}", base.scheme_str()?),
        [b'/', ..] => format!("{site}{location}"),
        [b'?', ..] => format!("{site}{path}{location}"),
        _ if is_absolute => location.to_owned(),
        _ => format!("{site}{}{location}", &path[..=path.rfind('/')?]),
    };
    let target: Uri = text.parse().ok()?;
    (Origin::of(&target)? == origin).then_some(target)
}
