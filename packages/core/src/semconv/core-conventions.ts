/** Stable names of the core semantic conventions that the GenAI registry does not repeat. */

export const ATTR_HTTP_REQUEST_RESEND_COUNT = 'http.request.resend_count';
export const ATTR_HTTP_RESPONSE_STATUS_CODE = 'http.response.status_code';
export const ATTR_SERVICE_NAME = 'service.name';
export const ATTR_SESSION_ID = 'session.id';
export const ATTR_USER_ID = 'user.id';
