// Generated from docs/generated/openapi.json by scripts/generate-client.mjs: do not edit.
export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell whether the process is alive
         * @description Asks nothing of anybody: restart the process when this does not answer.
         */
        get: operations["liveHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell whether requests should be sent here
         * @description Needs the database, migrated as this version wants it. A mail server that is away is reported and changes nothing: applying works, and mails wait in the outbox. Not ready any more once the process has been told to stop.
         */
        get: operations["readyHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the metrics of this process
         * @description Prometheus’ text format. Of this process alone: scrape every replica. Names begin with `matricula_`; those of Node.js itself with `nodejs_` and `process_`. Nothing personal is among them. The deployment decides who reads them (`METRICS`): everybody, who sends its token (`Authorization: Bearer …`), or nobody: then there is nothing at this address.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what the service does on its own
         * @description For operators. Every job: what it does and when, whether it is running and where, how its last run went. A job runs once a tick of its schedule, however many processes there are; ticks that were missed are made up for by one run.
         */
        get: operations["listJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{name}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a job now
         * @description For operators. Answers once the run has begun; `GET /v1/jobs` tells how it goes. The next tick comes all the same.
         */
        post: operations["runJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the history of the site: its events log
         * @description For administrators. Who did what, when, from which address, and what changed from what to what: settings, form and terms, sign-up URLs, groups, mail templates, staff and their log-ins, API keys, decisions, mails sent again, exports, erasures, clean-up. Newest first, keyset-paged; filters can be combined. Entries are only ever added, and deleted when they are as old as the retention says. Of an application no more than its id is told: the rest is in its own history, for as long as there is one.
         */
        get: operations["listSiteHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/history.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the history of the site
         * @description For administrators. Newest first, with the filters of the list. CSV (RFC 4180, UTF-8 with byte order mark; a text that a spreadsheet would run has an apostrophe before it) with what changed as JSON, or with `Accept: application/x-ndjson` a JSON object a line, as in the list. Any number of entries, as a stream. The download is in the history as well: once when it begins, once when it ends.
         */
        get: operations["downloadSiteHistoryExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all sites
         * @description For operators. By slug, keyset-paged.
         */
        get: operations["listSite"];
        put?: never;
        /**
         * Create a site
         * @description For operators. Registration stays closed until an administrator of the site enables it, which needs `registrationAvailable`.
         */
        post: operations["createSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a site
         * @description For operators, and the site’s own staff.
         */
        get: operations["getSite"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename a site, or make registration available to it
         * @description For operators. Withdrawing availability stops new applications at once; those already sent go on. What really changed is in the history of the site.
         */
        patch: operations["updateSite"];
        trace?: never;
    };
    "/v1/sites/{site}/registration-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the site’s registration settings
         * @description The `ETag` names the version; send it back as `If-Match` when changing them.
         */
        get: operations["getRegistrationSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the site’s registration settings
         * @description For administrators. Changes what is named, leaves the rest; every fault is named at once. Takes effect at once; mailed links keep working. What really changed is in the history of the site; a request that changes nothing leaves the version as it is.
         */
        patch: operations["changeRegistrationSettings"];
        trace?: never;
    };
    "/v1/sites/{site}/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the site’s API keys
         * @description For administrators. Oldest first, keyset-paged; also those that have expired. The keys themselves are shown nowhere again.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key for the back end of the LMS
         * @description For administrators. The key is shown this once. It may do on this site what its scopes say, and nothing elsewhere; see “Rights”.
         */
        post: operations["createApiKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description For administrators. It no longer counts at the next request. What was done with it stays in the history under its name.
         */
        delete: operations["revokeApiKeys"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List where you are logged in
         * @description Your own sessions that are not over, newest first.
         */
        get: operations["listStaffSession"];
        put?: never;
        /**
         * Log in as operator, administrator, reviewer or viewer
         * @description Begins a session: an access token for ten minutes, and a refresh token that gets the next one. In Swagger UI, paste the access token under “Authorize”. With `"session": "cookie"`, both are cookies. A wrong address and a wrong password get the same answer; after five wrong passwords of one client a second has to pass before the next, then two, four …; ten within five minutes hold up one client at one address, thirty the address. Who has a second factor sends `code` as well; five wrong ones within 15 minutes hold up all others.
         */
        post: operations["logInStaffSession"];
        /**
         * Log out everywhere
         * @description Ends every session of yours, also the one that asks.
         */
        delete: operations["endAllStaffSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/sessions/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with a session: a new access token
         * @description Takes the latest refresh token, from the body or from the cookie, and answers another in its place. A refresh token counts once. Sent again within ten seconds it gets the same answer (two tabs, a lost answer); sent again later, it has been copied, and the whole session ends. A session ends 12 hours after its last refresh, and 7 days after the log-in.
         */
        post: operations["refreshStaffSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Log out
         * @description Ends the session that asks. At the next request, none of its tokens counts any more.
         */
        delete: operations["logOutStaffSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of your sessions
         * @description Wherever it is. At the next request, none of its tokens counts any more.
         */
        delete: operations["endStaffSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get who you are
         * @description The person behind the access token, and their roles.
         */
        get: operations["meStaffSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change your password
         * @description With the present one. You stay logged in here; all other sessions of yours end at once.
         */
        put: operations["changeStaffPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/passwords": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a password with a mailed link
         * @description For who was invited, or has forgotten the password. The link counts once; a password that is refused does not use it up. All sessions of the person end.
         */
        post: operations["setStaffPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a mail to choose a new password with
         * @description Always the same answer, in the same time, whether or not somebody on the staff has the address. The link counts once, for an hour, and in the place of an earlier one. Five mails an hour to one address; beyond that none is sent, and the answer stays the same.
         */
        post: operations["requestMailStaffPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get how things stand with your second factor
         * @description Whether one is asked for when you log in, and how many recovery codes are left.
         */
        get: operations["stateSecondFactor"];
        put?: never;
        /**
         * Set up an authenticator app
         * @description With your password. Answers the secret, for the only time, also as QR code (TOTP, RFC 6238: SHA-1, six digits, 30 seconds). It is asked for nowhere before you confirm it; asking again makes another.
         */
        post: operations["beginSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/me/totp/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the authenticator app with a code of it
         * @description From now on a code is asked for when you log in. Answers ten recovery codes, for the only time. Your other sessions end. Five wrong codes within 15 minutes hold up all others.
         */
        post: operations["confirmSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/me/totp/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do without your second factor again
         * @description With your password and a code, of the app or a recovery code. Where one is required, you set up another next.
         */
        post: operations["removeSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/{id}/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take somebody’s second factor away
         * @description For operators: who has lost app and recovery codes sets up another after logging in. All their sessions end.
         */
        delete: operations["removeFromSecondFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the operators
         * @description For operators. Who came first first, keyset-paged. The staff of a site: `GET /v1/sites/{site}/staff`.
         */
        get: operations["listOperators"];
        put?: never;
        /**
         * Invite another operator
         * @description For operators. They are mailed a link, good for 72 hours and once, to choose a password with.
         */
        post: operations["inviteOperators"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Shut somebody out of the service, or let them in again
         * @description For operators: anybody on any staff but oneself. All their sessions end at once; their roles stay as they are.
         */
        patch: operations["changeOperators"];
        trace?: never;
    };
    "/v1/sites/{site}/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the staff of the site
         * @description For administrators and operators. Who came first first, keyset-paged.
         */
        get: operations["listSiteStaff"];
        put?: never;
        /**
         * Invite somebody to the staff of the site
         * @description For administrators and operators. They are mailed a link, good for 72 hours and once, to choose a password with. Who works for another site already keeps their name and password, and is told so. Five mails an hour to one address.
         */
        post: operations["inviteSiteStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get somebody on the staff of the site
         * @description For administrators and operators. The `ETag` names the version of the role; send it back when changing it.
         */
        get: operations["getSiteStaff"];
        put?: never;
        post?: never;
        /**
         * Take somebody off the staff of the site
         * @description For administrators and operators. Counts at the person’s next request. What they did stays in the history under their name. Not oneself, nor the last administrator.
         */
        delete: operations["removeSiteStaff"];
        options?: never;
        head?: never;
        /**
         * Change somebody’s role on the site
         * @description For administrators and operators. Counts at the person’s next request. Not one’s own, nor that of the last administrator.
         */
        patch: operations["changeSiteStaff"];
        trace?: never;
    };
    "/v1/sites/{site}/staff-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what the site demands of its staff
         * @description Whether a second factor is required. The deployment may require one of everybody (`STAFF_TOTP`).
         */
        get: operations["getStaffPolicy"];
        /**
         * Say what the site demands of its staff
         * @description For administrators. Counts at everybody’s next request: who has no second factor may do nothing here but set one up.
         */
        put: operations["changeStaffPolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the public keys that tokens are signed with
         * @description A JWK set (RFC 7517). An LMS verifies members’ tokens with it: signature (ES256), `iss`, `aud`, `exp`.
         */
        get: operations["jwksJwks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/branding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get how the site’s pages look, and who may embed them
         * @description The `ETag` names the version; send it back as `If-Match` when changing it.
         */
        get: operations["getBranding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change how the site’s pages look, and who may embed them
         * @description For administrators. Changes what is named, null clears, the rest stays; every fault is named at once. The next page that anybody opens shows it. `embeddingOrigins` are what browsers are told in `frame-ancestors` with the pages one applies through, and with no others. What really changed is in the history of the site.
         */
        patch: operations["changeBranding"];
        trace?: never;
    };
    "/v1/sites/{site}/branding/logo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put a logo on the site’s pages
         * @description For administrators. The body is the image itself: PNG, JPEG or WebP, up to 200 KiB and 1024 pixels each way. What it is, its bytes tell, not its `Content-Type`. SVG is not taken, as it can hold a program. The name of the site is its text alternative.
         */
        put: operations["putLogoBranding"];
        post?: never;
        /**
         * Take the logo off the site’s pages
         * @description For administrators. Its address answers 404 from then on; browsers that have seen it may keep it. Without a logo nothing happens.
         */
        delete: operations["removeLogoBranding"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/bot-protection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what holds off programs that apply
         * @description For administrators: the lists would help who wants to get round them. The `ETag` names the version; send it back as `If-Match` when changing it.
         */
        get: operations["getBotProtection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what holds off programs that apply
         * @description For administrators. Changes what is named, leaves the rest; every fault is named at once. Counts from the next application on; whoever is filling in the form is told that it has changed where the challenge has. What really changed is in the history of the site, but for secrets.
         */
        patch: operations["changeBotProtection"];
        trace?: never;
    };
    "/v1/sites/{site}/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a challenge to solve before applying
         * @description Where the form’s `challenge.kind` is `proof-of-work`: some work for the applicant’s browser, in the form that the ALTCHA widget takes. What the widget makes of it is sent as `challenge` with the application. Good for one application on this site, for ten minutes.
         */
        get: operations["getChallenge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/registration-fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the fields of the site’s form
         * @description In their order: every built-in field, used or not, and the site’s own. Send the `ETag` back when changing them.
         */
        get: operations["getRegistrationFields"];
        /**
         * Change the fields of the site’s form
         * @description For administrators. Replaces the whole form, as a new version: answers to the older ones keep the labels they had. Who is filling in the form meanwhile is told that it has changed. Saving what is there already changes nothing. Bodies up to 1 MiB.
         */
        put: operations["changeRegistrationFields"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/registration-form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the form to apply with
         * @description Everything a front end needs to draw the form: the JSON Schema of the body to apply with, how to draw each field, and the terms of use, in the language of `Accept-Language` or the site’s own. Also while the site takes no applications: see `open`. With `signupUrl` as who comes by that sign-up URL sees it. May be cached; ask with `If-None-Match` whether it is still the same.
         */
        get: operations["getRegistrationForm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the site’s terms of use
         * @description As they are written, in every language. Send the `ETag` back when changing them.
         */
        get: operations["getTerms"];
        /**
         * Publish terms of use, or switch them on or off
         * @description For administrators. Another text is a new version, which applicants accept anew; older versions stay as they were accepted. Switching on or off leaves the text. Bodies up to 1 MiB.
         */
        put: operations["changeTerms"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/signup-urls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the sign-up URLs that a group has had
         * @description Newest first, keyset-paged: the live one, if any, and all that were stopped. Codes are null for viewers.
         */
        get: operations["listSignupUrl"];
        put?: never;
        /**
         * Publish a sign-up URL for a group
         * @description For administrators. Who applies through it lands in the group. It has a random key, and a group has one live URL at most. After a stop a new one has a new key; the old one stays dead.
         */
        post: operations["publishSignupUrl"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/signup-urls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a sign-up URL
         * @description With its codes, and how many applied and were approved with each; for viewers the codes are null. The `ETag` names the version; send it back as `If-Match` when editing.
         */
        get: operations["getSignupUrl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit a sign-up URL
         * @description For administrators. Changes what is named, leaves the rest; the key stays. Codes are sent as a whole: one that is there already keeps its id and counts, one left out admits nobody any more.
         */
        patch: operations["editSignupUrl"];
        trace?: never;
    };
    "/v1/sites/{site}/signup-urls/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a sign-up URL
         * @description For administrators. From the answer on nobody can apply through it; applications sent before go on. The same again is answered the same, and changes nothing.
         */
        post: operations["stopSignupUrl"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/signup-urls/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish sign-up URLs for many groups
         * @description For administrators. For up to 10,000 groups by id, or for all that match a filter, with the same settings for all. Answers a stream of JSON lines: one a group (`published`, `already_live`, `archived`, `not_found`), after every 1,000 a `progress`, at the end a `summary`; a `problem` instead, where it broke off. Everything is checked before the first line. When the client goes away, what was published stays, and the rest is left. Bodies up to 1 MiB.
         */
        post: operations["publishBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/signup-urls/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop many sign-up URLs
         * @description For administrators. Those of up to 10,000 groups, of all groups that match a filter, or up to 10,000 URLs by id. Answers a stream as publishing many does: `stopped`, `not_live`, `not_found`. Bodies up to 1 MiB.
         */
        post: operations["stopBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the groups of the site with their sign-up URLs
         * @description By name, keyset-paged; by the beginning of the name, the code, and whether they have a live URL.
         */
        get: operations["listGroupList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/groups/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the groups of the site
         * @description How many the list with the same filter has; counting stops at 10,000.
         */
        get: operations["countGroupList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/signup-urls.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download all groups with their sign-up URLs
         * @description With or without a URL, by name, with the filters of the list. CSV (RFC 4180, UTF-8 with byte order mark; a text that a spreadsheet would run has an apostrophe before it), or with `Accept: application/x-ndjson` a JSON object a line. Codes, one below the other, are there for administrators and reviewers. Any number of groups, as a stream. The download is in the history of the site: once when it begins, once when it ends.
         */
        get: operations["downloadExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/signup-urls/{id}/qr.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a sign-up URL as QR code, to print
         * @description An SVG, which stays sharp at any size. Error correction Q, with the quiet zone. Only of a live URL.
         */
        get: operations["svgQrCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/signup-urls/{id}/qr.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a sign-up URL as QR code, in pixels
         * @description A square PNG of `size` pixels. Error correction Q, with the quiet zone. Only of a live URL.
         */
        get: operations["pngQrCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/mail-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the site’s mail templates
         * @description Every template in every language: whether the site has words of its own for it, since when, and whose.
         */
        get: operations["listMailTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/mail-templates/{name}/{locale}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a mail template
         * @description As mails are written now, with every variable it may be filled with. Send the `ETag` back when changing it.
         */
        get: operations["getMailTemplates"];
        /**
         * Write the site’s own words for a mail
         * @description For administrators. As a new version; the older ones stay. Templates are Handlebars with the listed variables, `{{#if}}`, `{{#unless}}`, `{{else}}`, and `{{#each}}` of a list; values are escaped in HTML and one line of text elsewhere. Refused with line and column: anything else in braces, a variable that is unknown or misplaced or missing, and HTML that has no place in a mail (scripts, forms, event handlers, comments, addresses other than `https:`, `http:`, `mailto:`, `tel:`). Bodies up to 1 MiB.
         *
         *     | template | variables |
         *     | --- | --- |
         *     | `activation` | `siteName`, `activationUrl` (a link; required in text and html), `linkLife` |
         *     | `activation-reminder` | `siteName`, `activationUrl` (a link; required in text and html), `linkLife`, `deletionAt` |
         *     | `already-registered` | `siteName` |
         *     | `already-confirmed` | `siteName`, `logInUrl` (a link) |
         *     | `approved` | `siteName`, `name`, `loginId`, `logInUrl` (a link), `appliedAt`, `groupName`, `answers.…` (each question of the site’s own, by its key) |
         *     | `not-approved` | `siteName`, `name`, `loginId`, `reason`, `appliedAt`, `groupName`, `answers.…` (each question of the site’s own, by its key) |
         *     | `application-waiting` | `siteName`, `name`, `loginId`, `appliedAt`, `groupName`, `unsubscribeUrl` (a link) |
         *     | `application-digest` | `siteName`, `count`, `applications` (a list: name, loginId, appliedAt, groupName), `unsubscribeUrl` (a link) |
         *     | `test` | `siteName`, `sentAt` |
         */
        put: operations["changeMailTemplates"];
        post?: never;
        /**
         * Go back to the built-in words of a mail
         * @description For administrators. That is a version, too: the site’s own words stay in the history and can be restored.
         */
        delete: operations["resetMailTemplates"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/mail-templates/{name}/{locale}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take up an earlier version of a mail template
         * @description For administrators. As a new version. Checked like new words: a question it speaks of may be gone from the form.
         */
        post: operations["restoreMailTemplates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/mail-templates/{name}/{locale}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the versions of a mail template
         * @description Newest first, keyset-paged, with their words. Versions are only ever added.
         */
        get: operations["historyMailTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/mail-templates/{name}/{locale}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See a mail with sample values
         * @description For administrators. Of the parts that are sent, and of the others as they are saved. Nothing is kept. Bodies up to 1 MiB.
         */
        post: operations["previewMailTemplates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/mail-templates/{name}/{locale}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send oneself a mail with sample values
         * @description For administrators. As the preview, as a mail to one’s own address, marked as a test in its subject; ten times an hour. Bodies up to 1 MiB.
         */
        post: operations["sendTestMailTemplates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the members of the site
         * @description For administrators, and API keys with `accounts:read`. In the order in which they were last changed, keyset-paged. To keep up, ask with `updatedSince` a minute before the latest `updatedAt` you have seen, and expect to see some again: a change counts from when it began, and is seen once it is done.
         */
        get: operations["listAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in as a member
         * @description For approved members. Begins a session: an access token for 15 minutes, and a refresh token that gets the next one. The access token is a JWT (ES256) for the audience `site:{slug}`, with `sub`, `sid`, `site`, `loginId` (left out where there is none), `name`, `email` and `groups` (the LMS’s ids); verify it with the keys of `/.well-known/jwks.json`. Before approval, and for unknown login IDs, the answer is that of a wrong password. Wrong ones are answered slower and slower: after five of one client a second has to pass before the next, then two, four …; ten within five minutes hold up one client at one login ID, thirty the login ID.
         */
        post: operations["logInMemberSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/sessions/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with a member’s session: a new access token
         * @description The new access token says what is known of the member now: name, address and groups may have changed. The answer has another refresh token in the place of the one sent, which counts once: sent again within ten seconds it gets the same answer, later it ends the session. A session ends 7 days after its last refresh, and 30 days after the log-in; it ends at once when the account is erased.
         */
        post: operations["refreshMemberSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/sessions/log-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out as a member
         * @description Ends the session of a refresh token. One that is unknown, or whose session is over, is no error (RFC 7009). Access tokens given out before count to their end, 15 minutes at the most, unless the LMS inspects them.
         */
        post: operations["logOutMemberSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/accounts/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End all sessions of a member
         * @description For administrators, and API keys with `member-sessions:end`. The member logs in anew; access tokens given out before count to their end, 15 minutes at the most, unless the LMS inspects them.
         */
        delete: operations["endAllMemberSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/sessions/inspections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask whether a member’s access token counts
         * @description For administrators, and API keys with `member-sessions:inspect`: what an LMS cannot see in the token, that its session was ended. Much as RFC 7662. What does not count is answered `{"active": false}`, whatever the reason.
         */
        post: operations["inspectMemberSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/notifications/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See how you are told of waiting applications
         * @description Your own choice for this site. Whether you are told at all is also for the site’s settings to say (`notifiedOfApplications`).
         */
        get: operations["mineNotifications"];
        /**
         * Choose how you are told of waiting applications
         * @description For you alone, and for this site alone; holds from the next application on. The mails themselves can be switched off from your mail program as well.
         */
        put: operations["chooseNotifications"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the site’s applications
         * @description Newest first unless sorted otherwise. All filters can be combined; `%`, `_` and `*` in them are letters like any other. Keyset-paged both ways: what arrives or is decided meanwhile shifts nothing. A `previousCursor` shows what was there before; newer ones come on the page before that.
         */
        get: operations["listApplication"];
        put?: never;
        /**
         * Apply for membership
         * @description Sends a mail with an activation link to the address. The answer is the same whether or not the address is known: an application that was never activated is replaced by this one; the owner of any other known address is told by mail. With `signupUrl` the member will belong to the group of that sign-up URL. Wrong authentication codes are limited for each client and URL. Where the form has a `challenge`, `challenge` is what solves it: wrong, expired or used before, it is a fault of that field.
         */
        post: operations["applyApply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/applications/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the site’s applications by status
         * @description With the filters of the list. Exact up to 10,000 in each status; more are told as 10000 that are not exact.
         */
        get: operations["countsApplication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/applications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an application
         * @description Everything the applicant sent, with the labels it had on the form; how it came in, what became of the mails about it, what else came from the same person or place, and every move so far. Ask again with `If-None-Match` to see whether a colleague has decided.
         */
        get: operations["getApplication"];
        put?: never;
        post?: never;
        /**
         * Erase an application
         * @description For administrators. Removes the application whatever its status, the account it has become (the member cannot log in any more; tokens given out before expire within 15 minutes), its mails, and every word about it in the history. The answer is the receipt, which is kept. Cannot be undone.
         */
        delete: operations["eraseApplicationErasure"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/applications/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the history of an application
         * @description Every move of its life-cycle, oldest first: who, when, from, to, why. It outlives the application.
         */
        get: operations["historyApplication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/applications.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the applications
         * @description All that match, with the answers to the site’s own questions. CSV (RFC 4180, UTF-8 with byte order mark; a text that a spreadsheet would run as a formula has an apostrophe before it), with headings in the language of `Accept-Language`; or one JSON object a line with `Accept: application/x-ndjson`. Times are UTC. What is decided meanwhile may be in it as it was or as it is. The download is in the history of the site: once when it begins, once when it ends.
         */
        get: operations["downloadApplicationExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/applications/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check an application before sending it
         * @description The “confirmation” step: checks everything that applying checks and answers what would be stored, normalised. Stores nothing, sends nothing, and asks for no challenge.
         */
        post: operations["previewApply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/activations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at a mailed activation link
         * @description Changes nothing, however often it is asked: mail scanners open links, too.
         */
        get: operations["lookActivation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/activations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the e-mail address
         * @description Needs the token of the mailed link, and either the ticket from the application (in the body or as cookie) or the password chosen in it. A wrong one does not use up the link. After five wrong ones within 15 minutes only the right ticket counts for a while. Confirming again answers `already_activated`.
         */
        post: operations["activateActivation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/activations/disown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say “this was not me”
         * @description For the owner of an address that somebody else applied with: deletes the application and frees its login ID and address. Needs the token of any mail about it, also of an expired link. Saying so again is answered calmly.
         */
        post: operations["disownActivation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/activations/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for another activation mail to an address
         * @description The answer is the same whether or not somebody with that address waits for activation. Where somebody does, a new link is mailed and the old one dies; at most three times an hour for each address, known or not, which is not said either.
         */
        post: operations["toAddressResend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/activations/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange an expired link for a new mail
         * @description The mail goes to where the link was mailed, under the same limits. The answer is the same for every token, also for one that leads to nothing.
         */
        post: operations["byLinkResend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/applications/{id}/resend-activation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the activation mail again
         * @description With a new link; the old one dies. At most three an hour go to one address, whoever asks for them.
         */
        post: operations["forReviewerResend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/by-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See where one’s own application stands
         * @description For the applicant, in plain words. Until the e-mail address has been confirmed the answer is `not_activated`, whether or not the address was known already: what goes beyond that is said by mail.
         */
        get: operations["lookTicket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/applications/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide on many applications
         * @description One decision on applications that are named, or on all that match a filter. Each is decided as it would be alone: the answer says what became of each. Up to 1,000 at once; more as a job, answered 202. Bodies up to 128 KiB.
         */
        post: operations["decideDecisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/applications/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve an application
         * @description The applicant becomes a member and can log in. Approving again changes nothing and gets the same answer.
         */
        post: operations["approveApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/applications/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do not approve an application
         * @description Login ID and e-mail address are free again. Declining again changes nothing and gets the same answer.
         */
        post: operations["declineApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/decision-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List decisions on many applications
         * @description Newest first, keyset-paged: how far each has got.
         */
        get: operations["listDecisionJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/decision-jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See how far a decision on many applications has got
         * @description `done` of `total`, and how many had each outcome so far.
         */
        get: operations["getDecisionJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/decision-jobs/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what became of each application
         * @description In the order of their ids, keyset-paged; those that are done so far.
         */
        get: operations["resultsDecisionJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/decision-jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a decision on many applications
         * @description What has been decided stays so; once this is answered, nothing more is decided. One that is over stays as it is.
         */
        post: operations["cancelDecisionJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/decline-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the reasons to decline for
         * @description The site’s catalogue, in every language. Send the `ETag` back when changing it.
         */
        get: operations["getDeclineReasons"];
        /**
         * Replace the reasons to decline for
         * @description For administrators. Applicants who were declined before keep the text they were declined with. Bodies up to 640 KiB.
         */
        put: operations["changeDeclineReasons"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the site’s mails
         * @description Newest first: what became of each mail, never whom it went to or what it said. All filters can be combined. Keyset-paged both ways: what is queued or sent meanwhile shifts nothing.
         */
        get: operations["listMailDesk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/mails/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the site’s mails by state
         * @description With the filters of the list. Exact up to 10,000 in each state; more are told as 10000 that are not exact.
         */
        get: operations["countsMailDesk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/mails/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a mail again
         * @description A mail that waits for its next try is tried at once. Of one that was sent or given up, the contents are erased: a new mail is made of what is known now, to the address of its application, and is the answer. An activation mail gets a new link, and the old one dies; a decision is told as it was. At most three an hour go to one address. It is in the history of the application.
         */
        post: operations["resendMailDesk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/groups/{lmsId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a group
         * @description By the id that the LMS has for it.
         */
        get: operations["getGroup"];
        /**
         * Create or replace a group
         * @description For administrators. The group becomes what is sent: what is left out is taken away. Archiving stops its sign-up URL for good; applications that wait stay, and can be decided. What really changed is in the history of the site. The id is in the path; a body may repeat it, but not have another one.
         */
        put: operations["upsertGroup"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/groups/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create or replace many groups
         * @description For administrators. 1 to 10,000 groups, as JSON or as NDJSON with one group a line; bodies up to 8 MiB. Each becomes what is sent, as if sent for itself; a parent may stand anywhere in the list. A group at fault is refused and reported, and keeps none of the others; what is taken is taken in one transaction. Groups that are not in the list stay as they are. With `dryRun` nothing changes.
         */
        post: operations["syncGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/cleanup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what would be removed now
         * @description For administrators. Whether applications that nobody activates are deleted on this site, after how many times 24 hours, when the next run is, how many it would remove if it were now, and when the oldest of them was sent. Counted up to 10,000. Changes nothing.
         */
        get: operations["previewCleanup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/cleanup/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the runs of the removal on this site
         * @description For administrators. Newest first, keyset-paged. A run of the schedule that found nothing to remove is not listed. Kept for a year.
         */
        get: operations["listCleanup"];
        put?: never;
        /**
         * Remove now what is due
         * @description For administrators. Removes the site’s applications that are due, without waiting for the next run. Answers once that has begun; the list of runs tells how it goes. What is removed cannot be brought back.
         */
        post: operations["runCleanup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the receipts of erasures
         * @description For administrators. Newest first, keyset-paged. Receipts are only ever added, and hold nothing of a person.
         */
        get: operations["listErasure"];
        put?: never;
        /**
         * Erase a person
         * @description For administrators. As erasing an application, for all of the site’s applications with an address. Nobody with that address is no error: the receipt says so. It does not hold the address. Cannot be undone.
         */
        post: operations["eraseErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{site}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get for how long the site keeps what
         * @description The `ETag` names the version; send it back as `If-Match` when changing it.
         */
        get: operations["getRetention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change for how long the site keeps what
         * @description For administrators. Changes what is named, leaves the rest; every fault is named at once. What is older than that is deleted for good by the next nightly run. What really changed is in the history of the site.
         */
        patch: operations["changeRetention"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        FieldErrorResponse: {
            /**
             * @description RFC 6901 pointer to the field, as URI fragment.
             * @example #/email
             */
            pointer: string;
            /**
             * @description Stable code of the reason.
             * @example email-missing-at
             */
            code: string;
            /**
             * @description What to do, for people, in the language asked for (`Accept-Language`).
             * @example Enter an e-mail address with an @.
             */
            detail: string;
            /**
             * @description For a place in a text of several lines: its line, from 1.
             * @example 3
             */
            line?: number;
            /**
             * @description And its column, from 1.
             * @example 14
             */
            column?: number;
        };
        ProblemResponse: {
            /** @example urn:matricula:problem:validation-failed */
            type: string;
            /** @description The kind of problem, in a few words. */
            title: string;
            /** @description The HTTP status. */
            status: number;
            /** @description What is wrong this time, and what to do. */
            detail: string;
            /** @description Stable code of the problem: what clients decide by. */
            code: string;
            /** @description The request's id; the log has it too. */
            requestId: string;
            /** @description With `validation-failed`: every field that cannot be accepted. */
            errors?: components["schemas"]["FieldErrorResponse"][];
        };
        LiveResponse: {
            /**
             * @example up
             * @enum {string}
             */
            status: "up";
        };
        ChecksResponse: {
            /**
             * @description Whether the database answers.
             * @enum {string}
             */
            database: "up";
            /**
             * @description Whether the schema is that of this version.
             * @enum {string}
             */
            migrations: "up";
            /**
             * @description Whether the mail server answers: `slow` when it takes its time, `checking` until it is known for the first time. The service is
             *     ready without it: mails are queued.
             * @example up
             * @enum {string}
             */
            mail: "up" | "slow" | "down" | "checking";
            /**
             * @description `jumped`: the system's clock was set by more than a minute while the process ran, and is not followed. The service is ready
             *     nevertheless; set the clock right, or restart the process to have it followed.
             * @example up
             * @enum {string}
             */
            clock: "up" | "jumped";
        };
        ReadyResponse: {
            /**
             * @example up
             * @enum {string}
             */
            status: "up";
            checks: components["schemas"]["ChecksResponse"];
        };
        RunningJobResponse: {
            /**
             * @description The process that runs it: an id of its own, which its log carries as `holder`.
             * @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de
             */
            holder: string;
            /** Format: date-time */
            startedAt: string;
            /** @description How many rows it has done so far. */
            rows: number;
        };
        LastRunResponse: {
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            endedAt: string;
            durationMs: number;
            /** @description How many rows it did, as the job counts them. */
            rows: number;
            /**
             * @description `stopped`: the service stopped, and another process resumes; `lost`: its process died or was asleep, and another one has taken over.
             * @example succeeded
             * @enum {string}
             */
            outcome: "stopped" | "failed" | "succeeded" | "lost";
            /**
             * @description What failed; the log has more. Null unless the outcome is `failed`.
             * @example QueryFailedError: ER_LOCK_WAIT_TIMEOUT: query failed: DELETE FROM …
             */
            error: string | null;
        };
        JobResponse: {
            /** @example retire-ended-signup-urls */
            name: string;
            /**
             * @description What it does.
             * @example Stops sign-up URLs whose end date has come.
             */
            summary: string;
            /**
             * @description When it runs: minute, hour, day of month, month, day of week.
             * @example 5 3 * * *
             */
            cron: string;
            /** @example UTC */
            timeZone: string;
            /**
             * Format: date-time
             * @description The next moment of its schedule.
             */
            nextTickAt: string;
            /** @description The run that is under way; null when none is. */
            running: components["schemas"]["RunningJobResponse"] | null;
            /** @description The last run that is over; null before the first one is. */
            lastRun: components["schemas"]["LastRunResponse"] | null;
            /** Format: date-time */
            lastSucceededAt: string | null;
        };
        JobListResponse: {
            /** @description By name. */
            items: components["schemas"]["JobResponse"][];
        };
        SiteHistoryActorResponse: {
            /**
             * @description A member of staff, an API key, or the service itself.
             * @example staff
             * @enum {string}
             */
            kind: "staff" | "api-key" | "system";
            /** @description The member of staff or the API key; null for the service itself. */
            id: string | null;
            /**
             * @description What they were called then.
             * @example Sam Example
             */
            name: string | null;
        };
        FieldChangeResponse: {
            /**
             * @description The value before; null where there was none.
             * @example null
             */
            from: string | number | boolean | string[] | null;
            /**
             * @description The value after.
             * @example 30
             */
            to: string | number | boolean | string[] | null;
            /**
             * @description As it is called in the request; with a dot for what is inside another.
             * @example deleteUnactivated.afterDays
             */
            field: string;
        };
        SiteHistoryEntryResponse: {
            /**
             * @description What it happened to.
             * @example registration-settings
             * @enum {string}
             */
            subject: "site" | "registration-settings" | "bot-protection" | "registration-fields" | "terms" | "retention" | "branding" | "signup-url" | "group" | "group-sync" | "decline-reasons" | "mail-template" | "mail" | "staff" | "access" | "api-key" | "member-sessions" | "decision" | "export" | "erasure" | "cleanup";
            /**
             * @description What happened.
             * @example change
             * @enum {string}
             */
            event: "create" | "change" | "publish" | "edit" | "stop" | "sync" | "send-again" | "invite" | "change-role" | "remove" | "disable" | "enable" | "reset-second-factor" | "change-policy" | "log-in" | "change-password" | "set-up-second-factor" | "remove-second-factor" | "revoke" | "end" | "approve" | "decline" | "begin-many" | "finish-many" | "cancel-many" | "fail-many" | "begin" | "finish" | "break-off" | "erase" | "run";
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /**
             * Format: date-time
             * @description When, ISO 8601, UTC.
             */
            at: string;
            /** @description Which one of its kind; null where there is but one, or were many. It may be gone. */
            aboutId: string | null;
            actor: components["schemas"]["SiteHistoryActorResponse"];
            /**
             * @description From where: the address of the client. Null for the service itself, and where a proxy did not tell.
             * @example 203.0.113.7
             */
            address: string | null;
            /** @description Every field that changed, and no other; or what there is to say of the event, as `to`. */
            changes: components["schemas"]["FieldChangeResponse"][];
            /** @description The request that caused it; the log has it too. Null where it was about an application: clients could have named the applicant in it. */
            requestId: string | null;
        };
        SiteHistoryResponse: {
            /** @description Newest first. */
            items: components["schemas"]["SiteHistoryEntryResponse"][];
            /** @description Send it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        SiteResponse: {
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /**
             * @description The site's name in addresses.
             * @example north-academy
             */
            slug: string;
            /** @example North Academy */
            name: string;
            /** @description Whether the site's administrators may enable registration. */
            registrationAvailable: boolean;
            /**
             * Format: date-time
             * @description When the site was created, ISO 8601, UTC.
             */
            createdAt: string;
        };
        SiteListResponse: {
            /** @description By slug, in alphabetical order. */
            items: components["schemas"]["SiteResponse"][];
            /** @description Send it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        CreateSiteRequest: {
            /**
             * @description Whether its administrators may enable registration.
             * @default false
             * @example true
             */
            registrationAvailable?: boolean;
            /**
             * @description The site's name in addresses: 2 to 40 lower-case letters, digits and hyphens, beginning and ending with a letter or digit.
             * @example north-academy
             */
            slug: string;
            /**
             * @description What people call the site, 1 to 100 characters.
             * @example North Academy
             */
            name: string;
        };
        UpdateSiteRequest: {
            /**
             * @description What people call the site, 1 to 100 characters.
             * @example North Academy
             */
            name?: string;
            /**
             * @description Whether its administrators may enable registration. Withdrawing it stops new applications at once.
             * @example true
             */
            registrationAvailable?: boolean;
        };
        DeleteUnactivatedResponse: {
            /** @description Whether applications that nobody confirms are deleted. */
            enabled: boolean;
            /**
             * @description After how many days (of 24 hours) since the application; null: nobody has said so.
             * @example 30
             */
            afterDays: number | null;
            /**
             * @description How many days before its deletion the applicant is reminded by mail; null: never.
             * @example 3
             */
            remindDaysBefore: number | null;
        };
        SenderResponse: {
            /**
             * @description Whom the site’s mails come from, as their readers see it; null: the name of the service.
             * @example North Academy
             */
            name: string | null;
            /**
             * @description Where answers to the site’s mails go; null: to the address of the service.
             * @example office@academy.example
             */
            replyTo: string | null;
        };
        RegistrationSettingsResponse: {
            /**
             * @description The language of the site.
             * @example en
             * @enum {string}
             */
            locale: "en" | "ja";
            /** @description "Enable membership registration". Registration is open when the operator has made it available as well. */
            enabled: boolean;
            /** @description "Automatically approve membership applications". */
            autoApprove: boolean;
            /** @description "Remove unactivated users". */
            deleteUnactivated: components["schemas"]["DeleteUnactivatedResponse"];
            /**
             * @description How long a mailed activation link works, in hours.
             * @example 24
             */
            linkLifeInHours: number;
            /** @description Whether members have a login ID. If not, they log in with their e-mail address. */
            usesLoginId: boolean;
            /**
             * @description The fewest characters a new password may have.
             * @example 8
             */
            passwordMinimum: number;
            /**
             * @description The time zone of the site: an IANA name.
             * @example Asia/Tokyo
             */
            timeZone: string;
            /**
             * @description Where members log in to the LMS; null: nobody has said so.
             * @example https://lms.example.com/login
             */
            logInUrl: string | null;
            /**
             * @description Who is told of new applications: ids of the site’s staff, and `administrators` for all of these.
             * @example [
             *       "administrators"
             *     ]
             */
            notifiedOfApplications: string[];
            /**
             * @description Where the site’s own front ends are served from: pages of these origins may ask what applicants may.
             * @example [
             *       "https://lms.example.com"
             *     ]
             */
            frontEndOrigins: string[];
            /** @description Whom the site’s mails come from. */
            sender: components["schemas"]["SenderResponse"];
            /**
             * @description Counts the changes; the `ETag` is made of it.
             * @example 3
             */
            version: number;
        };
        DeleteUnactivatedRequest: {
            /**
             * @description Whether applications that nobody confirms are deleted. Needs `afterDays`, in the same request or from before.
             * @example true
             */
            enabled?: boolean;
            /**
             * @description After how many days (of 24 hours) since the application. Null clears it, while it is switched off.
             * @example 30
             */
            afterDays?: number | null;
            /**
             * @description How many days before its deletion the applicant is reminded by mail, once, with a new link. Less than `afterDays`, which it needs. Null: never.
             *     Nobody is reminded while deletion is switched off.
             * @example 3
             */
            remindDaysBefore?: number | null;
        };
        SenderRequest: {
            /**
             * @description Whom the site’s mails come from, as their readers see it; no address, only a name. Null: the name of the service.
             * @example North Academy
             */
            name?: string | null;
            /**
             * Format: email
             * @description Where answers to the site’s mails go: one address. Null: to the address of the service, which they come from in any case.
             * @example office@academy.example
             */
            replyTo?: string | null;
        };
        ChangeRegistrationSettingsRequest: {
            /**
             * @description "Enable membership registration". Needs the operator to have made registration available to the site.
             * @example true
             */
            enabled?: boolean;
            /**
             * @description "Automatically approve membership applications", as soon as the applicant has confirmed. Never approves what already waits.
             * @example false
             */
            autoApprove?: boolean;
            /**
             * @description "Remove unactivated users".
             * @example {
             *       "enabled": true,
             *       "afterDays": 30,
             *       "remindDaysBefore": 3
             *     }
             */
            deleteUnactivated?: components["schemas"]["DeleteUnactivatedRequest"];
            /**
             * @description How long a mailed activation link works, in hours. Links already mailed keep their time.
             * @example 24
             */
            linkLifeInHours?: number;
            /**
             * @description Whether members have a login ID. If not, they log in with their e-mail address.
             * @example true
             */
            usesLoginId?: boolean;
            /**
             * @description The fewest characters a new password may have.
             * @example 8
             */
            passwordMinimum?: number;
            /**
             * @description The language of the site: of mails to its staff, and to applicants whose own language is not known.
             * @example en
             * @enum {string}
             */
            locale?: "en" | "ja";
            /**
             * @description The time zone of the site, by its IANA name, or `UTC`.
             * @example Asia/Tokyo
             */
            timeZone?: string;
            /**
             * Format: uri
             * @description Where members log in to the LMS: an `https` address without user name and password (`http` only for localhost). Null: none.
             * @example https://lms.example.com/login
             */
            logInUrl?: string | null;
            /**
             * @description Who is told of new applications: ids of the site’s staff, and `administrators` for all of these. Empty: nobody.
             * @example [
             *       "administrators"
             *     ]
             */
            notifiedOfApplications?: string[];
            /**
             * @description Where the site’s own front ends are served from: pages of these origins may ask what applicants may (CORS), without cookies. Each
             *     exactly as browsers say it: `https`, host, and port where it is another; `http` only for localhost, and not in production.
             * @example [
             *       "https://lms.example.com"
             *     ]
             */
            frontEndOrigins?: string[];
            /**
             * @description Whom the site’s mails come from.
             * @example {
             *       "name": "North Academy",
             *       "replyTo": "office@academy.example"
             *     }
             */
            sender?: components["schemas"]["SenderRequest"];
        };
        ApiKeyResponse: {
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /** @example LMS, nightly sync */
            name: string;
            /**
             * @description What it may do.
             * @example [
             *       "accounts:read",
             *       "groups:sync"
             *     ]
             */
            scopes: string[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description To the minute; null: never. ISO 8601, UTC.
             */
            lastUsedAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            createdAt: string;
            /**
             * @description Who made it.
             * @example Ann Example
             */
            createdBy: string;
        };
        ApiKeysResponse: {
            /** @description Oldest first. */
            items: components["schemas"]["ApiKeyResponse"][];
            /** @description Send it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        CreateApiKeyRequest: {
            /**
             * @description What it may do.
             * @example [
             *       "accounts:read",
             *       "groups:sync"
             *     ]
             */
            scopes: ("accounts:read" | "member-sessions:inspect" | "member-sessions:end" | "applications:read" | "applications:export" | "groups:read" | "groups:sync" | "signup-urls:read")[];
            /**
             * @description After how many days it expires, 1 to 1825; a year, if nothing is said.
             * @default 365
             * @example 365
             */
            expiresInDays?: number;
            /**
             * @description What you call it, 1 to 100 characters.
             * @example LMS, nightly sync
             */
            name: string;
        };
        CreatedApiKeyResponse: {
            /**
             * @description The key itself, shown this once: send it as `Authorization: Bearer …`.
             * @example mk_019a1f0e5c3b7c419d5e0b7a52f1c0de_…
             */
            key: string;
            apiKey: components["schemas"]["ApiKeyResponse"];
        };
        StaffLogInRequest: {
            /**
             * @description For who has a second factor: what the authenticator app shows, or a recovery code.
             * @example 287082
             */
            code?: string;
            /**
             * @description How the session is carried: `token` answers tokens, for programs; `cookie` sets cookies that scripts cannot read, for pages of the
             *     service in a browser.
             * @example token
             * @enum {string}
             */
            session?: "token" | "cookie";
            /** @example administrator@demo.example */
            email: string;
            /** @example a long phrase of one’s own */
            password: string;
        };
        SessionTokensResponse: {
            /** @description Send it as `Authorization: Bearer …`. A JWT, signed with ES256. Null where it is in a cookie. */
            accessToken: string | null;
            /**
             * @example Bearer
             * @enum {string}
             */
            tokenType: "Bearer";
            /**
             * @description How long the access token counts, in seconds.
             * @example 600
             */
            expiresInSeconds: number;
            /** @description Counts once, for `POST /v1/staff/sessions/refresh`. Null where it is in a cookie. */
            refreshToken: string | null;
            /**
             * Format: date-time
             * @description When the session ends, if it is not refreshed until then. ISO 8601, UTC.
             */
            expiresAt: string;
        };
        RefreshRequest: {
            /**
             * @description The latest refresh token. A browser with cookies leaves it out.
             * @example AZoRZ1xrfEGd3gx6Uqbf3kY1c2Rm8Qp7w0Jt5vXyZaBcDeFgHiJkLmNoPqRsTuVwXyZ01234
             */
            refreshToken?: string;
        };
        OwnSessionResponse: {
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /** @description Whether this is the session that asks. */
            current: boolean;
            /**
             * @description `token` or `cookie`.
             * @example cookie
             */
            carrier: string;
            /**
             * @description The network it was used from last: a prefix of the address. Empty: unknown.
             * @example 192.0.2.0/24
             */
            network: string;
            /**
             * @description What the client calls itself, shortened.
             * @example Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
             */
            userAgent: string;
            /**
             * Format: date-time
             * @description When the person logged in. ISO 8601, UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description The last log-in or refresh; clients refresh every ten minutes. ISO 8601, UTC.
             */
            lastUsedAt: string;
            /**
             * Format: date-time
             * @description When it ends, if it is not refreshed until then. ISO 8601, UTC.
             */
            expiresAt: string;
        };
        OwnSessionsResponse: {
            /** @description Newest first. */
            items: components["schemas"]["OwnSessionResponse"][];
        };
        StaffResponse: {
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /** @description What colleagues read beside a decision. */
            name: string;
            /** @example administrator@demo.example */
            email: string;
            /** @description Everything the person is: `operator`, and the roles on sites. */
            roles: string[];
            /** @description Nothing but choosing a password is possible before: `PUT /v1/staff/me/password`. */
            mustChangePassword: boolean;
            /** @description Whether a code of an authenticator app is asked for at log-in. */
            secondFactor: boolean;
        };
        ChangePasswordRequest: {
            /**
             * @description The present one.
             * @example plum jam on warm bread
             */
            currentPassword: string;
            /**
             * @description The new one: 12 to 128 characters, and nothing that is easy to guess.
             * @example a heron stands in the rain
             */
            password: string;
        };
        SetPasswordRequest: {
            /**
             * @description The token of the mailed link.
             * @example AZoRZ1xrfEGd3gx6Uqbf3gGaEWdca3xBnd4MelKm394AAAAAaW5WYWxpZC1leGFtcGxlLXRva2Vu
             */
            token: string;
            /**
             * @description 12 to 128 characters, and nothing that is easy to guess.
             * @example a heron stands in the rain
             */
            password: string;
        };
        PasswordResetRequest: {
            /** @example robin@example.org */
            email: string;
        };
        PasswordResetResponse: {
            /**
             * @example accepted
             * @enum {string}
             */
            outcome: "accepted";
        };
        SecondFactorResponse: {
            /** @description Whether a code is asked for at log-in. */
            enrolled: boolean;
            /**
             * @description How many recovery codes have not been used.
             * @example 10
             */
            recoveryCodesLeft: number;
        };
        EnrolRequest: {
            /**
             * @description The present one.
             * @example plum jam on warm bread
             */
            password: string;
        };
        EnrolmentResponse: {
            /**
             * @description To be typed into an authenticator app that reads no QR codes; base32.
             * @example GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ
             */
            secret: string;
            /** @description `otpauth://totp/…`, which apps open by themselves on a phone. */
            uri: string;
            /** @description The same as a QR code: an SVG document. */
            qrSvg: string;
        };
        ConfirmSecondFactorRequest: {
            /**
             * @description What the authenticator app shows.
             * @example 287082
             */
            code: string;
        };
        RecoveryCodesResponse: {
            /** @description Each stands in for a code of the app, once. */
            recoveryCodes: string[];
        };
        RemoveSecondFactorRequest: {
            /**
             * @description The present one.
             * @example plum jam on warm bread
             */
            password: string;
            /**
             * @description What the authenticator app shows, or a recovery code.
             * @example 287082
             */
            code: string;
        };
        StaffMemberResponse: {
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /** @example Robin Example */
            name: string;
            /** @example robin@example.org */
            email: string;
            /**
             * @description `invited`: has not chosen a password yet. `active`. `disabled`: shut out by an operator.
             * @example active
             */
            status: string;
            /**
             * Format: date-time
             * @description Since when the service knows them. ISO 8601, UTC.
             */
            createdAt: string;
        };
        StaffMembersResponse: {
            /** @description Who came first first. */
            items: components["schemas"]["StaffMemberResponse"][];
            /** @description Send it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        InviteOperatorRequest: {
            /**
             * @description The language of the mail. Default: that of `Accept-Language`.
             * @example en
             * @enum {string}
             */
            locale?: "en" | "ja";
            /**
             * @description What colleagues read beside a decision, 1 to 100 characters.
             * @example Robin Example
             */
            name: string;
            /** @example robin@example.org */
            email: string;
        };
        ChangeStaffRequest: {
            /**
             * @description Shut out of the service, at once.
             * @example true
             */
            disabled: boolean;
        };
        ColleagueResponse: {
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /** @example Robin Example */
            name: string;
            /** @example robin@example.org */
            email: string;
            /**
             * @description What they are on this site: `administrator`, `reviewer` or `viewer`.
             * @example reviewer
             */
            role: string;
            /**
             * @description `invited`: has not chosen a password yet. `active`. `disabled`: shut out by an operator.
             * @example active
             */
            status: string;
            /**
             * @description Counts the changes of the role; `"{version}"` is its `ETag`.
             * @example 1
             */
            version: number;
        };
        ColleaguesResponse: {
            /** @description Who came first first. */
            items: components["schemas"]["ColleagueResponse"][];
            /** @description Send it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        InviteStaffRequest: {
            /**
             * @description The language of the mail. Default: that of `Accept-Language`.
             * @example en
             * @enum {string}
             */
            locale?: "en" | "ja";
            /**
             * @description What colleagues read beside a decision, 1 to 100 characters.
             * @example Robin Example
             */
            name: string;
            /** @example robin@example.org */
            email: string;
            /**
             * @example reviewer
             * @enum {string}
             */
            role: "administrator" | "reviewer" | "viewer";
        };
        ChangeRoleRequest: {
            /**
             * @example reviewer
             * @enum {string}
             */
            role: "administrator" | "reviewer" | "viewer";
        };
        StaffPolicyResponse: {
            /** @description Whoever has no second factor may do nothing on this site but set one up. */
            secondFactorRequired: boolean;
        };
        StaffPolicyRequest: {
            /**
             * @description Whoever has no second factor may do nothing on this site but set one up.
             * @example true
             */
            secondFactorRequired: boolean;
        };
        JwkResponse: {
            /** @example EC */
            kty: string;
            /** @example P-256 */
            crv: string;
            /** @example gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0 */
            x: string;
            /** @example SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps */
            y: string;
            /** @description Name of the key, as in the header of tokens. */
            kid: string;
            /** @example ES256 */
            alg: string;
            /** @example sig */
            use: string;
        };
        JwksResponse: {
            /** @description Newest first. */
            keys: components["schemas"]["JwkResponse"][];
        };
        AccentShadeResponse: {
            /** @example #1d4ed8 */
            colour: string;
            /**
             * @description For text upon it.
             * @example #ffffff
             */
            text: string;
        };
        AccentResponse: {
            light: components["schemas"]["AccentShadeResponse"];
            dark: components["schemas"]["AccentShadeResponse"];
        };
        LogoResponse: {
            /**
             * @example image/png
             * @enum {string}
             */
            mediaType: "image/png" | "image/jpeg" | "image/webp";
            /**
             * @description Where anybody gets it. Another logo has another address.
             * @example https://register.example.org/logos/0198c0de-0000-7000-8000-000000000000/n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg
             */
            url: string;
            /**
             * @description In pixels.
             * @example 320
             */
            width: number;
            /**
             * @description In pixels.
             * @example 80
             */
            height: number;
        };
        BrandingResponse: {
            /** @description What is made of it for light and for dark pages; null: the pages’ own. */
            accent: components["schemas"]["AccentResponse"] | null;
            logo: components["schemas"]["LogoResponse"] | null;
            /**
             * @description What the pages call the site; null: the name of the site.
             * @example North Academy
             */
            displayName: string | null;
            /**
             * @description The colour of links and buttons; null: the pages’ own.
             * @example #1d4ed8
             */
            accentColour: string | null;
            /**
             * @description The site’s own terms.
             * @example https://academy.example/terms
             */
            termsUrl: string | null;
            /**
             * @description What the site does with personal data.
             * @example https://academy.example/privacy
             */
            privacyUrl: string | null;
            /**
             * @description Where applicants find help.
             * @example mailto:office@academy.example
             */
            contactUrl: string | null;
            /**
             * @description Whose pages may show the sign-up in a frame.
             * @example [
             *       "https://www.academy.example"
             *     ]
             */
            embeddingOrigins: string[];
            /**
             * @description Counts the changes, of the logo as well; the `ETag` is made of it.
             * @example 3
             */
            version: number;
        };
        ChangeBrandingRequest: {
            /**
             * @description What the pages call the site. Null: the name of the site.
             * @example North Academy
             */
            displayName?: string | null;
            /**
             * @description The colour of links and buttons, `#rrggbb` or `#rgb`. Needs the contrast of text on white, 4.5 (WCAG 2.2, 1.4.3); a refusal names a shade that has it.
             *     The shade for dark pages is computed. Null: the pages' own.
             * @example #1d4ed8
             */
            accentColour?: string | null;
            /**
             * Format: uri
             * @description The site’s own terms, linked from every page: an `https` address (`http` only for this machine). Besides those that applicants agree to in the form.
             * @example https://academy.example/terms
             */
            termsUrl?: string | null;
            /**
             * Format: uri
             * @description What the site does with personal data: an address as above.
             * @example https://academy.example/privacy
             */
            privacyUrl?: string | null;
            /**
             * Format: uri
             * @description Where applicants find help: an address as above, or `mailto:` and one e-mail address.
             * @example mailto:office@academy.example
             */
            contactUrl?: string | null;
            /**
             * @description Whose pages may show the sign-up in an `<iframe>`: exact origins, without wildcards and paths. All of them; empty: nobody’s.
             * @example [
             *       "https://www.academy.example"
             *     ]
             */
            embeddingOrigins?: string[];
        };
        ProviderResponse: {
            /**
             * @description What the widget is shown with; null: none.
             * @example 10000000-ffff-ffff-ffff-000000000001
             */
            siteKey: string | null;
            /** @description Whether there is a secret. It is never answered. */
            secretSet: boolean;
        };
        EmailDomainsResponse: {
            /**
             * @description What becomes of applications with other addresses.
             * @example refuse
             * @enum {string}
             */
            ifNotAllowed: "refuse" | "leave-to-a-person";
            /**
             * @description What becomes of applications with such addresses.
             * @example refuse
             * @enum {string}
             */
            ifDenied: "refuse" | "leave-to-a-person";
            /**
             * @description What becomes of applications with addresses of services that give them to anybody for minutes.
             * @example leave-to-a-person
             * @enum {string}
             */
            ifDisposable: "accept" | "refuse" | "leave-to-a-person";
            /**
             * @description If there are any, addresses are wanted only at these domains and below them.
             * @example [
             *       "academy.example"
             *     ]
             */
            allowed: string[];
            /**
             * @description Addresses at these domains and below them are not wanted, whatever `allowed` says.
             * @example [
             *       "spam.example"
             *     ]
             */
            denied: string[];
        };
        BotProtectionResponse: {
            /**
             * @description What has to be solved to apply.
             * @example proof-of-work
             * @enum {string}
             */
            challenge: "off" | "proof-of-work" | "hcaptcha" | "turnstile";
            hcaptcha: components["schemas"]["ProviderResponse"];
            turnstile: components["schemas"]["ProviderResponse"];
            /**
             * @description Where the provider’s widget may have been shown; empty: wherever the provider allows.
             * @example [
             *       "register.example.org"
             *     ]
             */
            hostNames: string[];
            emailDomains: components["schemas"]["EmailDomainsResponse"];
            /**
             * @description Counts the changes; the `ETag` is made of it.
             * @example 3
             */
            version: number;
        };
        ProviderRequest: {
            /**
             * @description Public: the widget is shown with it. Null clears it, while the provider is not in use.
             * @example 10000000-ffff-ffff-ffff-000000000001
             */
            siteKey?: string | null;
            /**
             * @description Kept encrypted, and never answered. Null clears it, while the provider is not in use.
             * @example from-the-page-of-the-provider
             */
            secret?: string | null;
        };
        EmailDomainsRequest: {
            /**
             * @description If there are any, addresses are wanted only at these domains and below them.
             * @example [
             *       "academy.example"
             *     ]
             */
            allowed?: string[];
            /**
             * @description What becomes of applications with other addresses.
             * @example refuse
             * @enum {string}
             */
            ifNotAllowed?: "refuse" | "leave-to-a-person";
            /**
             * @description Addresses at these domains and below them are not wanted, whatever `allowed` says.
             * @example [
             *       "spam.example"
             *     ]
             */
            denied?: string[];
            /**
             * @description What becomes of applications with such addresses.
             * @example refuse
             * @enum {string}
             */
            ifDenied?: "refuse" | "leave-to-a-person";
            /**
             * @description What becomes of applications with addresses of services that give them to anybody for minutes.
             * @example leave-to-a-person
             * @enum {string}
             */
            ifDisposable?: "accept" | "refuse" | "leave-to-a-person";
        };
        ChangeBotProtectionRequest: {
            /**
             * @description What has to be solved to apply. A provider needs its site key and its secret, in the same request or from before.
             * @example proof-of-work
             * @enum {string}
             */
            challenge?: "off" | "proof-of-work" | "hcaptcha" | "turnstile";
            /**
             * @description hCaptcha.
             * @example {
             *       "siteKey": "10000000-ffff-ffff-ffff-000000000001"
             *     }
             */
            hcaptcha?: components["schemas"]["ProviderRequest"];
            /**
             * @description Cloudflare Turnstile.
             * @example {
             *       "siteKey": "0x4AAAAAAAexample"
             *     }
             */
            turnstile?: components["schemas"]["ProviderRequest"];
            /**
             * @description Where the provider’s widget may have been shown, by host name; empty: wherever the provider allows.
             * @example [
             *       "register.example.org"
             *     ]
             */
            hostNames?: string[];
            /**
             * @example {
             *       "denied": [
             *         "spam.example"
             *       ],
             *       "ifDisposable": "leave-to-a-person"
             *     }
             */
            emailDomains?: components["schemas"]["EmailDomainsRequest"];
        };
        ChallengeParametersResponse: {
            /** @example PBKDF2/SHA-256 */
            algorithm: string;
            /** @example f3c1a5d2b7e84609f3c1a5d2b7e84609 */
            nonce: string;
            /** @example 09f3c1a5d2b7e84609f3c1a5d2b7e846 */
            salt: string;
            /** @example 2000 */
            cost: number;
            /** @example 32 */
            keyLength: number;
            /** @example 5d2b7e84609f3c1a5d2b7e84609f3c1a */
            keyPrefix: string;
            keySignature: string;
            /**
             * @description In seconds since 1970. Later it is worth nothing.
             * @example 1780000000
             */
            expiresAt: number;
            /** @description Send it back as it is. */
            data: {
                [key: string]: number;
            };
        };
        ChallengeResponse: {
            parameters: components["schemas"]["ChallengeParametersResponse"];
            signature: string;
        };
        TextsRequest: {
            /** @example Company */
            en?: string;
            /** @example 会社名 */
            ja?: string;
        };
        FieldOptionRequest: {
            /**
             * @description What is sent and kept: 1 to 100 characters, no other option's.
             * @example maths
             */
            value: string;
            /** @description What people read: 1 to 200 characters, in one language at least. */
            label: components["schemas"]["TextsRequest"];
        };
        RegistrationFieldResponse: {
            /**
             * @description `built-in`, or what kind of question of the site's own it is. `checkbox`: several may be ticked.
             * @example text
             * @enum {string}
             */
            type: "built-in" | "text" | "text-area" | "radio" | "checkbox" | "pull-down" | "date" | "number" | "consent";
            /**
             * @description Built-in fields: whether the form has it; usually yes. Login ID (where the site uses them), name, e-mail and password stay.
             * @example true
             */
            used?: boolean;
            /**
             * @description Whether it has to be filled in; for `consent`, agreed to. Without it: no, but for the built-in fields that stay.
             * @example true
             */
            required?: boolean;
            /** @description What it is called: 1 to 200 characters. For questions of your own in one language at least; built-in fields have usual names. */
            label?: components["schemas"]["TextsRequest"];
            /** @description What helps to fill it in: 1 to 1000 characters of plain text. */
            description?: components["schemas"]["TextsRequest"];
            /** @description `radio`, `checkbox`, `pull-down`, where it is required: 1 to 200. */
            options?: components["schemas"]["FieldOptionRequest"][];
            /**
             * @description `text`, `text-area`: the fewest characters.
             * @example 2
             */
            minLength?: number;
            /**
             * @description `text`: the most characters, up to 1000, usually 200. `text-area`: up to 5000, usually 1000.
             * @example 100
             */
            maxLength?: number;
            /**
             * @description `text`: what must be found in it; begin with `^` and end with `$` for the whole. At most 200 characters of what RE2 and JavaScript have in
             *     common: no look-around, no references back.
             * @example ^[A-Z]{2}\d{4}$
             */
            pattern?: string;
            /**
             * @description `number`: the smallest. `date`: the first day, as YYYY-MM-DD.
             * @example 1
             */
            minimum?: number | string;
            /**
             * @description `number`: the largest. `date`: the last day, as YYYY-MM-DD.
             * @example 10
             */
            maximum?: number | string;
            /**
             * @description `number`: whole numbers only.
             * @example true
             */
            integer?: boolean;
            /**
             * @description `checkbox`: the fewest that may be ticked by who ticks any.
             * @example 1
             */
            minSelections?: number;
            /**
             * @description `checkbox`: the most that may be ticked.
             * @example 3
             */
            maxSelections?: number;
            /**
             * @description A built-in field's name (`loginId`, `name`, `displayName`, `department`, `position`, `email`, `password`, `country`, `language`,
             *     `timeZone`), or a name of your own: 1 to 40 letters, digits and `_`, beginning with a letter.
             * @example company
             */
            key: string;
        };
        RegistrationFieldsResponse: {
            /** @description In the order of the form: every built-in field, used or not, and the site's own. */
            fields: components["schemas"]["RegistrationFieldResponse"][];
            /** @description Counts the changes; the `ETag` is made of it. 0: nobody has changed the form yet. */
            version: number;
            /**
             * Format: date-time
             * @description When it was last changed, ISO 8601, UTC; null for version 0.
             */
            changedAt: string | null;
        };
        RegistrationFieldRequest: {
            /**
             * @description `built-in`, or what kind of question of the site's own it is. `checkbox`: several may be ticked.
             * @example text
             * @enum {string}
             */
            type: "built-in" | "text" | "text-area" | "radio" | "checkbox" | "pull-down" | "date" | "number" | "consent";
            /**
             * @description Built-in fields: whether the form has it; usually yes. Login ID (where the site uses them), name, e-mail and password stay.
             * @example true
             */
            used?: boolean;
            /**
             * @description Whether it has to be filled in; for `consent`, agreed to. Without it: no, but for the built-in fields that stay.
             * @example true
             */
            required?: boolean;
            /** @description What it is called: 1 to 200 characters. For questions of your own in one language at least; built-in fields have usual names. */
            label?: components["schemas"]["TextsRequest"];
            /** @description What helps to fill it in: 1 to 1000 characters of plain text. */
            description?: components["schemas"]["TextsRequest"];
            /** @description `radio`, `checkbox`, `pull-down`, where it is required: 1 to 200. */
            options?: components["schemas"]["FieldOptionRequest"][];
            /**
             * @description `text`, `text-area`: the fewest characters.
             * @example 2
             */
            minLength?: number;
            /**
             * @description `text`: the most characters, up to 1000, usually 200. `text-area`: up to 5000, usually 1000.
             * @example 100
             */
            maxLength?: number;
            /**
             * @description `text`: what must be found in it; begin with `^` and end with `$` for the whole. At most 200 characters of what RE2 and JavaScript have in
             *     common: no look-around, no references back.
             * @example ^[A-Z]{2}\d{4}$
             */
            pattern?: string;
            /**
             * @description `number`: the smallest. `date`: the first day, as YYYY-MM-DD.
             * @example 1
             */
            minimum?: number | string;
            /**
             * @description `number`: the largest. `date`: the last day, as YYYY-MM-DD.
             * @example 10
             */
            maximum?: number | string;
            /**
             * @description `number`: whole numbers only.
             * @example true
             */
            integer?: boolean;
            /**
             * @description `checkbox`: the fewest that may be ticked by who ticks any.
             * @example 1
             */
            minSelections?: number;
            /**
             * @description `checkbox`: the most that may be ticked.
             * @example 3
             */
            maxSelections?: number;
            /**
             * @description A built-in field's name (`loginId`, `name`, `displayName`, `department`, `position`, `email`, `password`, `country`, `language`,
             *     `timeZone`), or a name of your own: 1 to 40 letters, digits and `_`, beginning with a letter.
             * @example company
             */
            key: string;
        };
        RegistrationFieldsRequest: {
            /** @description At most 50 questions of your own, beside the built-in fields. */
            fields: components["schemas"]["RegistrationFieldRequest"][];
        };
        ChoiceResponse: {
            /**
             * @description What is sent.
             * @example maths
             */
            value: string;
            /** @example Mathematics */
            label: string;
        };
        PasswordHintResponse: {
            /** @example 8 */
            minLength: number;
            /** @example 128 */
            maxLength: number;
            /**
             * @description Reasons for which passwords of any length are refused.
             * @example [
             *       "common",
             *       "sequence",
             *       "own-name"
             *     ]
             */
            refuses: string[];
        };
        FormFieldResponse: {
            /**
             * @description What to draw.
             * @example email
             * @enum {string}
             */
            widget: "text" | "email" | "password" | "text-area" | "radio" | "checkboxes" | "pull-down" | "date" | "number" | "checkbox";
            /**
             * @description Numbers and dates: the first that is accepted.
             * @example null
             */
            minimum: number | string | null;
            /**
             * @description Numbers and dates: the last that is accepted.
             * @example null
             */
            maximum: number | string | null;
            /** @example email */
            key: string;
            /**
             * @description Where the value stands in the body, and where faults point: RFC 6901, as URI fragment.
             * @example #/email
             */
            pointer: string;
            /** @example E-mail address */
            label: string;
            /** @description What helps to fill it in; null where nothing is to be said. Plain text, perhaps of several lines. */
            description: string | null;
            required: boolean;
            /**
             * @description Value of the HTML attribute `autocomplete`; null where there is none that fits.
             * @example email
             */
            autocomplete: string | null;
            /**
             * @description Value of the HTML attribute `inputmode`; null where the usual keyboard fits.
             * @example email
             */
            inputMode: string | null;
            /** @description What there is to choose from, in the order to show; null where one types. For languages these are suggestions. */
            options: components["schemas"]["ChoiceResponse"][] | null;
            /** @description With the password alone. */
            password: components["schemas"]["PasswordHintResponse"] | null;
        };
        TermsToAcceptResponse: {
            /**
             * @description Send it back in `terms.version`.
             * @example 3
             */
            version: number;
            /** @example Terms of use */
            title: string;
            /** @description Made of the Markdown; safe to show as it is: no scripts, styles or images, links to http, https and mail addresses. */
            html: string;
            markdown: string;
        };
        FormEntranceResponse: {
            /**
             * @description Send it back as `signupUrl`.
             * @example q3Zk9XbT0mC1dJr8Ue2o7wAx
             */
            key: string;
            /**
             * @description The group that members will belong to.
             * @example Evening class
             */
            groupName: string;
        };
        FormChallengeResponse: {
            /**
             * @description `proof-of-work`: ask for one with `GET …/challenge`. Otherwise the provider whose widget is to be shown.
             * @example proof-of-work
             * @enum {string}
             */
            kind: "proof-of-work" | "hcaptcha" | "turnstile";
            /** @description What the provider’s widget is shown with; null for proof of work. */
            siteKey: string | null;
            /**
             * @description The action to show the widget of Turnstile with; a token made for another one is refused.
             * @example apply
             */
            action: string;
        };
        RegistrationFormResponse: {
            /**
             * @description JSON Schema 2020-12 of the body to apply with, for tidied values: trimmed, in NFC, and without what was left blank. Its patterns are
             *     for regular expressions of JavaScript with the flag `u`. What a schema cannot say (whether a password is easy to guess, whether a
             *     domain or time zone exists), the service alone checks: see `preview`.
             * @example {
             *       "type": "object",
             *       "properties": {
             *         "name": {
             *           "type": "string"
             *         }
             *       }
             *     }
             */
            schema: {
                [key: string]: unknown;
            };
            /** @description Whether the site takes applications at the moment. */
            open: boolean;
            /** @example North Academy */
            siteName: string;
            /**
             * @description The language the texts are in.
             * @enum {string}
             */
            locale: "en" | "ja";
            /**
             * @description Names this form with these terms of use; opaque. Send it as `formVersion` when applying, so that the applicant is told if the form
             *     has changed meanwhile.
             * @example 4.q3Zk9XbT0mC1dJr8Ue2o7w
             */
            version: string;
            /** @description How to draw the fields, in the order to show. */
            fields: components["schemas"]["FormFieldResponse"][];
            /** @description What has to be accepted; null where the site asks for nothing. */
            terms: components["schemas"]["TermsToAcceptResponse"] | null;
            /** @description The sign-up URL it was opened through; null: it is the site's own form. */
            signupUrl: components["schemas"]["FormEntranceResponse"] | null;
            /** @description Whether an authentication code has to be typed. */
            codeRequired: boolean;
            /** @description What has to be solved to show that one is no program; send what solves it as `challenge`. Null: nothing. */
            challenge: components["schemas"]["FormChallengeResponse"] | null;
            /**
             * @description The name of a field to draw where nobody sees it, without autofill and out of reach of the Tab key, to be sent empty: only programs
             *     fill it in. One may leave it out.
             * @example homepage
             */
            honeypot: string;
        };
        TermsTextsResponse: {
            /** @example Company */
            en?: string;
            /** @example 会社名 */
            ja?: string;
        };
        TermsResponse: {
            /** @description Whether applicants have to accept them. */
            enabled: boolean;
            /** @description Counts the texts: what an acceptance names. 0 while there is none. */
            version: number;
            title: components["schemas"]["TermsTextsResponse"];
            markdown: components["schemas"]["TermsTextsResponse"];
            /**
             * Format: date-time
             * @description When this version of the text was published, ISO 8601, UTC; null while there is none.
             */
            publishedAt: string | null;
        };
        TermsRequest: {
            /**
             * @description 1 to 200 characters, in the languages of the text.
             * @example {
             *       "en": "Terms of use",
             *       "ja": "利用規約"
             *     }
             */
            title?: components["schemas"]["TextsRequest"];
            /**
             * @description Markdown (CommonMark, with tables), up to 100,000 characters a language. HTML and images in it are shown as they are written.
             * @example {
             *       "en": "## 1. Membership\n\nMembership is free.",
             *       "ja": "## 1. 会員\n\n会費は無料です。"
             *     }
             */
            markdown?: components["schemas"]["TextsRequest"];
            /** @description Whether applicants have to accept them. */
            enabled: boolean;
        };
        AuthenticationCodeRequest: {
            /**
             * @description The id of a code there is, to spell it anew. Without it, a code that says the same as one there is keeps that one's id and counts.
             * @example 0198c0de-0000-7000-8000-000000000001
             */
            id?: string;
            /**
             * @description Compared after NFKC, without regard to case or spaces around it.
             * @example spring-2026
             */
            code: string;
            /**
             * @description What staff call it, such as where it was given out.
             * @example Poster at the station
             */
            label?: string | null;
        };
        AuthenticationRequest: {
            /**
             * @description Whether applicants must type one of the codes. Then there must be one at least.
             * @example true
             */
            required: boolean;
            /** @description Any one of them admits. Left out, those there are stay. */
            codes?: components["schemas"]["AuthenticationCodeRequest"][];
        };
        PublishSignupUrlRequest: {
            authentication?: components["schemas"]["AuthenticationRequest"];
            /**
             * @description For staff alone; null: none.
             * @example For the spring campaign.
             */
            note?: string | null;
            /**
             * Format: date-time
             * @description When it stops by itself: ISO 8601 with its offset, in the future; null: never.
             * @example 2126-04-01T09:00:00+09:00
             */
            endsAt?: string | null;
            /**
             * @description The id of the group: not what the LMS calls it.
             * @example 0198c0de-0000-7000-8000-000000000000
             */
            groupId: string;
        };
        AuthenticationCodeResponse: {
            /**
             * @description What applicants type; null for who may not see codes.
             * @example spring-2026
             */
            code: string | null;
            /** @example Poster at the station */
            label: string | null;
            /** @description Stays when the code is changed. */
            id: string;
            /** @description Taken off the URL: admits nobody any more. Its counts stay. */
            removed: boolean;
            /**
             * @description How many applied.
             * @example 12
             */
            applied: number;
            /**
             * @description How many of them were approved.
             * @example 9
             */
            approved: number;
        };
        TallyResponse: {
            /**
             * @description How many applied.
             * @example 12
             */
            applied: number;
            /**
             * @description How many of them were approved.
             * @example 9
             */
            approved: number;
        };
        AuthenticationResponse: {
            /** @description Whether applicants must type one of the codes. */
            required: boolean;
            /** @description Any one of them admits, but for removed ones, which come last. */
            codes: components["schemas"]["AuthenticationCodeResponse"][];
            /** @description Who applied while no code was needed. */
            withoutCode: components["schemas"]["TallyResponse"];
        };
        SignupUrlResponse: {
            /** @enum {string} */
            status: "live" | "stopped";
            /** @description For staff alone. */
            note: string | null;
            /**
             * Format: date-time
             * @description When it stops by itself; null: it does not.
             */
            endsAt: string | null;
            /** @description Who published it; null when they are gone. */
            publishedBy: string | null;
            /** Format: date-time */
            stoppedAt: string | null;
            /** @description Who stopped it; null also where nobody did. */
            stoppedBy: string | null;
            /**
             * @description `ended`: its end came; `group_archived`: its group was archived.
             * @enum {string|null}
             */
            stopReason: "staff" | "ended" | "group_archived" | null;
            id: string;
            groupId: string;
            /**
             * @description What people open. Stopped, it never works again.
             * @example https://registration.example.com/r/3q2-7wAAbcDEf_ghIJKlmnop
             */
            url: string;
            authentication: components["schemas"]["AuthenticationResponse"];
            /** Format: date-time */
            publishedAt: string;
            /** @description How many applied through it. */
            applications: number;
            /** @description How many of them were approved. */
            approved: number;
            /** @description Counts the changes; the `ETag` is made of it. */
            version: number;
        };
        SignupUrlListResponse: {
            /** @description Send it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
            items: components["schemas"]["SignupUrlResponse"][];
        };
        EditSignupUrlRequest: {
            authentication?: components["schemas"]["AuthenticationRequest"];
            /**
             * @description For staff alone; null: none.
             * @example For the spring campaign.
             */
            note?: string | null;
            /**
             * Format: date-time
             * @description When it stops by itself: ISO 8601 with its offset, in the future; null: never.
             * @example 2126-04-01T09:00:00+09:00
             */
            endsAt?: string | null;
        };
        SelectedByFilterRequest: {
            /**
             * @description What the name begins with, whatever its case.
             * @example Spring
             */
            name?: string;
            /**
             * @description The whole code, whatever its case.
             * @example M-101
             */
            code?: string;
            /**
             * @example not_published
             * @enum {string}
             */
            status?: "not_published" | "published" | "stopped";
        };
        GroupSelectionRequest: {
            /**
             * @example [
             *       "0198c0de-0000-7000-8000-000000000000"
             *     ]
             */
            ids?: string[];
            filter?: components["schemas"]["SelectedByFilterRequest"];
            /**
             * @description With a filter: how many groups the person saw it match. If there are more or fewer by now, nothing is done.
             * @example 312
             */
            expectedCount?: number;
        };
        BulkPublishRequest: {
            authentication?: components["schemas"]["AuthenticationRequest"];
            /**
             * @description For staff alone; null: none.
             * @example For the spring campaign.
             */
            note?: string | null;
            /**
             * Format: date-time
             * @description When it stops by itself: ISO 8601 with its offset, in the future; null: never.
             * @example 2126-04-01T09:00:00+09:00
             */
            endsAt?: string | null;
            groups: components["schemas"]["GroupSelectionRequest"];
        };
        BulkStopRequest: {
            groups?: components["schemas"]["GroupSelectionRequest"];
            /**
             * @example [
             *       "0198c0de-0000-7000-8000-000000000000"
             *     ]
             */
            signupUrlIds?: string[];
        };
        UrlOfGroupResponse: {
            /** Format: date-time */
            stoppedAt: string | null;
            /** Format: date-time */
            endsAt: string | null;
            id: string;
            /** @example https://registration.example.com/r/3q2-7wAAbcDEf_ghIJKlmnop */
            url: string;
            /** Format: date-time */
            publishedAt: string;
            /** @description Whether applicants must type a code. */
            codeRequired: boolean;
        };
        ListedGroupResponse: {
            code: string | null;
            /** @enum {string} */
            signupUrlStatus: "not_published" | "published" | "stopped";
            /** @description The live one, or the one published last; null: there has been none. */
            signupUrl: components["schemas"]["UrlOfGroupResponse"] | null;
            id: string;
            /** @description What the LMS calls it. */
            lmsId: string;
            name: string;
            archived: boolean;
            /** @description How many applied through that URL. */
            applications: number;
            /** @description How many of them were approved. */
            approved: number;
        };
        GroupListResponse: {
            /** @description Send it back as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
            items: components["schemas"]["ListedGroupResponse"][];
        };
        GroupCountResponse: {
            /** @example 312 */
            count: number;
            /** @description False: there are more; counting stops at 10,000. */
            exact: boolean;
        };
        TemplateAuthorResponse: {
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /**
             * @description As they were called then.
             * @example Sam Example
             */
            name: string;
        };
        MailTemplateStateResponse: {
            /**
             * @example approved
             * @enum {string}
             */
            template: "activation" | "activation-reminder" | "already-registered" | "already-confirmed" | "approved" | "not-approved" | "application-waiting" | "application-digest" | "test";
            /**
             * @example ja
             * @enum {string}
             */
            locale: "en" | "ja";
            /** @description Whether the built-in words are used. */
            isDefault: boolean;
            /**
             * @description Counts the changes; the `ETag` is made of it. 0: nobody has ever changed it.
             * @example 3
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was changed last, ISO 8601, UTC; null: never.
             */
            updatedAt: string | null;
            /** @description By whom; null: by nobody. */
            updatedBy: components["schemas"]["TemplateAuthorResponse"] | null;
        };
        MailTemplatesResponse: {
            /** @description Every template in every language. */
            items: components["schemas"]["MailTemplateStateResponse"][];
        };
        TemplateItemVariableResponse: {
            /** @example name */
            name: string;
            /** @description What it stands for, in the language of the template. */
            description: string;
        };
        TemplateVariableResponse: {
            /**
             * @description `text`: words; `address`: may also be where a link leads to, `href="{{…}}"`; `list`: for `{{#each …}}`.
             * @example address
             * @enum {string}
             */
            kind: "text" | "address" | "list";
            /**
             * @description The parts it may stand in.
             * @example [
             *       "text",
             *       "html"
             *     ]
             */
            parts: ("subject" | "text" | "html")[];
            /**
             * @description The parts it must stand in, outside of any condition.
             * @example []
             */
            requiredIn: ("subject" | "text" | "html")[];
            /**
             * @description Written as `{{name}}`.
             * @example logInUrl
             */
            name: string;
            /** @description What it stands for, in the language of the template. */
            description: string;
            /**
             * @description What it is in the preview.
             * @example https://lms.example.com/login
             */
            sample: string;
            /** @description Of a list: the variables of each item. */
            items: components["schemas"]["TemplateItemVariableResponse"][];
        };
        MailTemplateResponse: {
            /**
             * @example approved
             * @enum {string}
             */
            template: "activation" | "activation-reminder" | "already-registered" | "already-confirmed" | "approved" | "not-approved" | "application-waiting" | "application-digest" | "test";
            /**
             * @example ja
             * @enum {string}
             */
            locale: "en" | "ja";
            /** @description Whether the built-in words are used. */
            isDefault: boolean;
            /**
             * @description Counts the changes; the `ETag` is made of it. 0: nobody has ever changed it.
             * @example 3
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was changed last, ISO 8601, UTC; null: never.
             */
            updatedAt: string | null;
            /** @description By whom; null: by nobody. */
            updatedBy: components["schemas"]["TemplateAuthorResponse"] | null;
            /** @example Welcome to {{siteName}} */
            subject: string;
            text: string;
            html: string;
            /** @description Everything it may be filled with. */
            variables: components["schemas"]["TemplateVariableResponse"][];
        };
        MailTemplateRequest: {
            /**
             * @description One line, up to 200 characters.
             * @example Welcome to {{siteName}}
             */
            subject: string;
            /**
             * @description Plain text, up to 20,000 characters.
             * @example Hello {{name}}, welcome.
             */
            text: string;
            /**
             * @description HTML, up to 100,000 characters. What its `style` elements say of elements and classes is written into the tags.
             * @example <p>Hello {{name}}, welcome.</p>
             */
            html: string;
        };
        RestoreMailTemplateRequest: {
            /**
             * @description The version to take up again.
             * @example 2
             */
            version: number;
        };
        MailTemplateVersionResponse: {
            /** @example 3 */
            version: number;
            /** @description Whether somebody went back to the built-in words. */
            isDefault: boolean;
            /**
             * Format: date-time
             * @description When it was saved, ISO 8601, UTC.
             */
            savedAt: string;
            savedBy: components["schemas"]["TemplateAuthorResponse"];
            /** @description Null where it is built in. */
            subject: string | null;
            text: string | null;
            html: string | null;
        };
        MailTemplateHistoryResponse: {
            /** @description Newest first. */
            items: components["schemas"]["MailTemplateVersionResponse"][];
            /** @description Send it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        MailTemplateDraftRequest: {
            /** @example Welcome to {{siteName}} */
            subject?: string;
            /** @example Hello {{name}}, welcome. */
            text?: string;
            /** @example <p>Hello {{name}}, welcome.</p> */
            html?: string;
        };
        MailPreviewResponse: {
            /** @example Welcome to North Academy */
            subject: string;
            text: string;
            html: string;
        };
        MailTrialResponse: {
            /**
             * @description Where the mail goes: to who asked.
             * @example administrator@example.com
             */
            to: string;
        };
        AccountResponse: {
            /**
             * @description The member, for good: what `sub` says in their tokens.
             * @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de
             */
            id: string;
            /**
             * @description Null where the site did without login IDs when the member applied: they log in with their address.
             * @example sam.example
             */
            loginId: string | null;
            /** @example Sam Example */
            name: string;
            /** @example sam@example.org */
            email: string;
            /**
             * @description The groups they belong to, by the LMS’s own ids.
             * @example [
             *       "evening-class"
             *     ]
             */
            groups: string[];
            /** @description When the account was opened. ISO 8601, UTC. */
            openedAt: string;
            /** @description When it was opened or last changed. ISO 8601, UTC. */
            updatedAt: string;
        };
        AccountsResponse: {
            /** @description In the order in which they were last changed. */
            items: components["schemas"]["AccountResponse"][];
            /** @description Send it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        MemberLogInRequest: {
            /**
             * @description The e-mail address, for members who have no login ID.
             * @example sam@example.org
             */
            email?: string;
            /**
             * @description The login ID. Members of a site without login IDs send `email` instead.
             * @example sam.example
             */
            loginId?: string;
            /** @example plum jam on warm bread */
            password: string;
        };
        MemberTokensResponse: {
            /** @description Send it to the LMS as `Authorization: Bearer …`. A JWT, signed with ES256. */
            accessToken: string;
            /**
             * @example Bearer
             * @enum {string}
             */
            tokenType: "Bearer";
            /**
             * @description How long the access token counts, in seconds.
             * @example 900
             */
            expiresInSeconds: number;
            /** @description Counts once, for `POST /v1/sites/{site}/sessions/refresh`. */
            refreshToken: string;
            /**
             * Format: date-time
             * @description When the session ends, if it is not refreshed until then. ISO 8601, UTC.
             */
            expiresAt: string;
        };
        MemberRefreshRequest: {
            /**
             * @description The latest refresh token.
             * @example AZoRZ1xrfEGd3gx6Uqbf3kY1c2Rm8Qp7w0Jt5vXyZaBcDeFgHiJkLmNoPqRsTuVwXyZ01234
             */
            refreshToken: string;
        };
        InspectTokenRequest: {
            /**
             * @description The access token of a member.
             * @example eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl
             */
            token: string;
        };
        InspectedTokenResponse: {
            /** @description Whether the token counts: signed here, for members of this site, not expired, its session not ended. If not, nothing else is said. */
            active: boolean;
            /**
             * @description The member, for good: the `id` of their account.
             * @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de
             */
            sub?: string;
            /** @description When it was signed, in seconds since 1970. */
            iat?: number;
            /** @description When it expires, in seconds since 1970. */
            exp?: number;
            /** @description The session. */
            sid?: string;
            /** @example north-academy */
            site?: string;
            /** @description Left out for members without a login ID. */
            loginId?: string;
            name?: string;
            email?: string;
            /** @description The groups the member belongs to, by the LMS’s own ids. */
            groups?: string[];
        };
        NotificationsResponse: {
            /**
             * @description How you hear of applications that wait for a decision: in a mail each, in one mail an hour, or not at all.
             * @example hourly
             * @enum {string}
             */
            waitingApplications: "immediately" | "hourly" | "off";
        };
        ChooseNotificationsRequest: {
            /**
             * @description How to hear of applications that wait for a decision: in a mail each, in one mail an hour, or not at all.
             * @example hourly
             * @enum {string}
             */
            waitingApplications: "immediately" | "hourly" | "off";
        };
        ApplicationResponse: {
            /**
             * Format: date-time
             * @description When the application was sent, ISO 8601, UTC.
             */
            appliedAt: string;
            /**
             * Format: date-time
             * @description When the applicant confirmed the e-mail address; null before.
             */
            activatedAt: string | null;
            /**
             * Format: date-time
             * @description When it was decided; null before.
             */
            decidedAt: string | null;
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /**
             * @example unapproved
             * @enum {string}
             */
            status: "approved" | "not_activated" | "unapproved" | "not_approved";
            /** @example Sam Example */
            name: string;
            /**
             * @description Null where the site did without login IDs.
             * @example sam.example
             */
            loginId: string | null;
            /** @example sam@example.org */
            email: string;
            /** @description Name of the member of staff who decided; null before, and when the service decided by itself. */
            decidedBy: string | null;
        };
        ApplicationListResponse: {
            /** @description In the order asked for. */
            items: components["schemas"]["ApplicationResponse"][];
            /** @description Send it as `cursor` to get the page before; null on the first one. */
            previousCursor: string | null;
            /** @description Send it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        BoundedCountResponse: {
            /** @description How many there are; at the least so many, when not exact. */
            count: number;
            exact: boolean;
        };
        ApplicationCountsResponse: {
            not_activated: components["schemas"]["BoundedCountResponse"];
            unapproved: components["schemas"]["BoundedCountResponse"];
            approved: components["schemas"]["BoundedCountResponse"];
            not_approved: components["schemas"]["BoundedCountResponse"];
        };
        ShownAnswerResponse: {
            /**
             * @description The answer as it was sent.
             * @example [
             *       "maths"
             *     ]
             */
            value: string | number | boolean | string[];
            /**
             * @description The labels of what was chosen; null for what speaks for itself: text, dates, numbers, consent.
             * @example [
             *       "Mathematics"
             *     ]
             */
            choices: string[] | null;
            /** @example topics */
            key: string;
            /**
             * @description The question, as it was on the form that was answered.
             * @example What do you want to learn?
             */
            label: string;
            /**
             * @example checkbox
             * @enum {string}
             */
            type: "number" | "text" | "date" | "text-area" | "radio" | "checkbox" | "pull-down" | "consent";
        };
        AcceptedTermsResponse: {
            version: number;
            /** Format: date-time */
            acceptedAt: string;
        };
        ApplicationGroupResponse: {
            id: string;
            /** @description What the LMS calls it. */
            lmsId: string;
            /** @example Evening course */
            name: string;
        };
        ApplicationSignupUrlResponse: {
            id: string;
            /** @description Null when there is none any more. */
            url: string | null;
        };
        TypedCodeResponse: {
            id: string;
            /** @example Spring fair */
            label: string | null;
            /** @description Only for roles that may see codes. */
            code: string | null;
        };
        ApplicationMailResponse: {
            id: string;
            /**
             * @example activation
             * @enum {string}
             */
            template: "test" | "staff-password-reset" | "activation" | "activation-reminder" | "already-registered" | "already-confirmed" | "approved" | "not-approved" | "application-waiting" | "application-digest" | "staff-invitation";
            /**
             * @description The language it is written in.
             * @example en
             */
            locale: string;
            /**
             * @example sent
             * @enum {string}
             */
            state: "queued" | "sending" | "sent" | "failed";
            /** @description How often sending was tried. */
            tries: number;
            /** Format: date-time */
            queuedAt: string;
            /**
             * Format: date-time
             * @description Null while it is not.
             */
            sentAt: string | null;
            /**
             * Format: date-time
             * @description When it is tried next; null unless it is queued.
             */
            dueAt: string | null;
            /** @description What the mail server said last. */
            lastAnswer: string | null;
        };
        LookAlikesResponse: {
            /** @description How many there are; at the least so many, when not exact. */
            count: number;
            exact: boolean;
            /** @description The newest 20. */
            items: components["schemas"]["ApplicationResponse"][];
        };
        AllLookAlikesResponse: {
            /** @description Another spelling of the same mailbox: without `+tag`, and at Google without dots. */
            sameMailbox: components["schemas"]["LookAlikesResponse"];
            /** @description Sent from the same network (IPv4 /24, IPv6 /64) in the 24 hours before or after. */
            sameNetwork: components["schemas"]["LookAlikesResponse"];
        };
        ActorResponse: {
            /**
             * @example staff
             * @enum {string}
             */
            kind: "staff" | "system" | "applicant";
            /** @description The member of staff; null for applicants and the service itself. */
            id: string | null;
            /** @description Their name; null when there is none (any more). */
            name: string | null;
        };
        HistoryEntryResponse: {
            /**
             * Format: date-time
             * @description When, ISO 8601, UTC.
             */
            at: string;
            /**
             * @description What happened.
             * @example approve
             */
            event: string;
            /**
             * @description The status before; null for the first entry.
             * @example unapproved
             */
            from: string | null;
            /**
             * @description The status after, or `deleted`.
             * @example approved
             */
            to: string;
            actor: components["schemas"]["ActorResponse"];
            /** @description Why, as the applicant was told, or would have been. */
            reason: string | null;
            /** @description Which reason of the site’s catalogue that was; null for one in the reviewer’s own words. */
            reasonKey: string | null;
            /** @description What the reviewer noted for colleagues. No applicant ever sees it. */
            note: string | null;
            /** @description The request that caused it; the log has it too. */
            requestId: string | null;
        };
        ApplicationDetailsResponse: {
            /**
             * Format: date-time
             * @description When the application was sent, ISO 8601, UTC.
             */
            appliedAt: string;
            /**
             * Format: date-time
             * @description When the applicant confirmed the e-mail address; null before.
             */
            activatedAt: string | null;
            /**
             * Format: date-time
             * @description When it was decided; null before.
             */
            decidedAt: string | null;
            /**
             * @description What speaks against approving it without a look, as it was when the address was confirmed: the service has left it to a person. The
             *     applicant is told nothing of it.
             * @example [
             *       "email-domain-disposable"
             *     ]
             */
            concerns: ("email-domain-denied" | "email-domain-not-allowed" | "email-domain-disposable")[];
            displayName: string | null;
            department: string | null;
            position: string | null;
            /** @description ISO 3166-1 alpha-2. */
            country: string | null;
            /** @description BCP 47. */
            language: string | null;
            /** @description IANA name. */
            timeZone: string | null;
            /** @description Answers to the site's own fields, with the labels they had on the form, in its order. */
            answers: components["schemas"]["ShownAnswerResponse"][];
            /** @description The version of the terms that was accepted with the application; null where there were none. */
            termsVersion: number | null;
            /** @description The terms that were accepted, and when; null where there were none. */
            terms: components["schemas"]["AcceptedTermsResponse"] | null;
            /** @description The group of the sign-up URL; null for applications through the site's own form. */
            group: components["schemas"]["ApplicationGroupResponse"] | null;
            /** @description What it was sent through; null for the site's own form. */
            signupUrl: components["schemas"]["ApplicationSignupUrlResponse"] | null;
            /** @description The code that was typed; null where none was asked. */
            authenticationCode: components["schemas"]["TypedCodeResponse"] | null;
            /** @description Every mail about it, oldest first. */
            mails: components["schemas"]["ApplicationMailResponse"][];
            /** @description Sent before with the same address or login ID, whatever became of them; newest first, 20 at the most. */
            earlierApplications: components["schemas"]["ApplicationResponse"][];
            lookAlikes: components["schemas"]["AllLookAlikesResponse"];
            /** @description Every move of its life-cycle, oldest first. */
            history: components["schemas"]["HistoryEntryResponse"][];
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /**
             * @example unapproved
             * @enum {string}
             */
            status: "approved" | "not_activated" | "unapproved" | "not_approved";
            /** @example Sam Example */
            name: string;
            /**
             * @description Null where the site did without login IDs.
             * @example sam.example
             */
            loginId: string | null;
            /** @example sam@example.org */
            email: string;
            /** @description Name of the member of staff who decided; null before, and when the service decided by itself. */
            decidedBy: string | null;
        };
        HistoryResponse: {
            /** @description Oldest first. */
            items: components["schemas"]["HistoryEntryResponse"][];
        };
        AcceptedTermsRequest: {
            /**
             * @description The version that was shown.
             * @example 3
             */
            version: number;
            /** @description That the applicant agrees. Anything but `true` is no acceptance. */
            accepted: boolean;
        };
        SubmissionRequest: {
            /**
             * @description The `version` of the form that was shown. If the site has changed its form since, the answer is `form-changed` with the new one.
             * @example q3Zk9XbT0mC1dJr8Ue2o7w
             */
            formVersion?: string;
            /**
             * @description 5 to 30 characters: letters, digits and ``! " # $ % & ' ( ) * + , - . / : ; ? [ \ ] ^ _ ` @``. Compared without regard to case and
             *     width. Required, except on sites that do without login IDs: these refuse it.
             * @example sam.example
             */
            loginId?: string;
            /**
             * @description What the other members see: 3 to 50 characters.
             * @example Sam
             */
            displayName?: string;
            /**
             * @description 1 to 100 characters.
             * @example Research
             */
            department?: string;
            /**
             * @description 1 to 100 characters.
             * @example Librarian
             */
            position?: string;
            /**
             * @description ISO 3166-1 alpha-2.
             * @example JP
             */
            country?: string;
            /**
             * @description BCP 47.
             * @example ja
             */
            language?: string;
            /**
             * @description A name of the IANA time zone database.
             * @example Asia/Tokyo
             */
            timeZone?: string;
            /**
             * @description The site's own fields, by key: text, a number, true or false, or a list of texts.
             * @example {
             *       "company": "Example Ltd",
             *       "topics": [
             *         "maths",
             *         "music"
             *       ]
             *     }
             */
            answers?: {
                [key: string]: unknown;
            };
            /**
             * @description The key of the sign-up URL (its last part) the applicant came by; without one, the application belongs to no group.
             * @example q3Zk9XbT0mC1dJr8Ue2o7wAx
             */
            signupUrl?: string;
            /**
             * @description Required where the sign-up URL asks for one. Compared without regard to case and width.
             * @example spring-2026
             */
            authenticationCode?: string;
            /** @description Required where the site has terms of use; refused elsewhere. */
            terms?: components["schemas"]["AcceptedTermsRequest"];
            /**
             * @description What solves the form’s `challenge`: for `proof-of-work` what the ALTCHA widget makes of `GET …/challenge` (base64 of JSON), otherwise the
             *     token of the provider’s widget. Required to apply where the form has one; each counts once. Having the form checked takes none.
             */
            challenge?: string;
            /** @description The form’s `honeypot`: leave it empty. People never see it; whoever fills it in is answered as if all were well, and nothing happens. */
            homepage?: string;
            /**
             * @description 1 to 50 characters.
             * @example Sam Example
             */
            name: string;
            /**
             * @description One address, at most 254 characters, without SMTPUTF8.
             * @example sam@example.org
             */
            email: string;
            /**
             * @description 8 to 128 characters, of any kind; a site may ask for more than 8. Common ones, and those made of one’s own name, login ID or
             *     address, are refused.
             * @example plum jam on warm bread
             */
            password: string;
        };
        PreviewResponse: {
            /**
             * @description Answers to the site's own fields, by key.
             * @example {
             *       "course": "evening"
             *     }
             */
            answers: {
                [key: string]: unknown;
            };
            /** @example Sam Example */
            name: string;
            /**
             * @description Null where the site does without login IDs.
             * @example sam.example
             */
            loginId: string | null;
            /** @example sam@example.org */
            email: string;
            displayName: string | null;
            department: string | null;
            position: string | null;
            /** @description ISO 3166-1 alpha-2. */
            country: string | null;
            /** @description BCP 47. */
            language: string | null;
            /** @description IANA name. */
            timeZone: string | null;
            /** @description The version of the terms that was accepted; null where the site asks for none. */
            termsVersion: number | null;
        };
        TicketResponse: {
            /** @description Keep it: with the mailed link it shows that the application is yours. A browser gets it as a cookie as well. */
            ticket: string;
            /**
             * @description Where every application begins, whether or not the e-mail address is known.
             * @example not_activated
             * @enum {string}
             */
            status: "approved" | "not_activated" | "unapproved" | "not_approved";
        };
        LinkResponse: {
            /**
             * @description `open`: it can be confirmed now. `used`: the address has been confirmed already.
             * @enum {string}
             */
            state: "open" | "used";
            /**
             * @description The site applied to.
             * @example North Academy
             */
            siteName: string;
            /**
             * Format: date-time
             * @description Until when the link works, ISO 8601, UTC.
             */
            expiresAt: string;
        };
        ActivateRequest: {
            /**
             * @description The ticket from the application. A browser has it as a cookie and may leave it out.
             * @example AaIDbnqbdaSCerpUipcLIAGiA26DA3pJu8vGDcJSNUwAAAAAxWeW3JzpunpNRKke5R9QtwaSXiImsVP2
             */
            ticket?: string;
            /**
             * @description The password chosen in the application, where there is no ticket (another browser).
             * @example plum jam on warm bread
             */
            password?: string;
            /**
             * @description The `token` of the mailed link.
             * @example AZqfDlw7fEGdXgt6UvHA3gGanw5cO3xBnV4LelLxwN4AAAAA4vX0nq5xkUuZ2h6c1mWZl0c7yQ3Vb8aT
             */
            token: string;
        };
        ActivationResponse: {
            /**
             * @description `already_activated`: the link had been used before; nothing changed.
             * @enum {string}
             */
            outcome: "activated" | "already_activated";
            /**
             * @description Where the application stands now: `unapproved` waits for a decision, `approved` can log in.
             * @example unapproved
             * @enum {string}
             */
            status: "approved" | "not_activated" | "unapproved" | "not_approved";
        };
        LinkTokenRequest: {
            /**
             * @description The `token` of the mailed link.
             * @example AZqfDlw7fEGdXgt6UvHA3gGanw5cO3xBnV4LelLxwN4AAAAA4vX0nq5xkUuZ2h6c1mWZl0c7yQ3Vb8aT
             */
            token: string;
        };
        DisownResponse: {
            /**
             * @description `nothing_waiting`: it was gone already, or has been declined. Either way no account comes of it.
             * @enum {string}
             */
            outcome: "deleted" | "nothing_waiting";
        };
        ResendRequest: {
            /**
             * @description The address that was applied with.
             * @example sam@example.org
             */
            email: string;
        };
        ResendResponse: {
            /** @enum {string} */
            outcome: "accepted";
        };
        TicketViewResponse: {
            /**
             * @description `not_activated` until the e-mail address has been confirmed.
             * @example unapproved
             * @enum {string}
             */
            status: "approved" | "not_activated" | "unapproved" | "not_approved";
            /**
             * @description The status in plain words, in the language asked for.
             * @example Your application is being looked at
             */
            title: string;
            /** @example Your e-mail address is confirmed, and your application for membership of North Academy is complete. */
            text: string;
            /**
             * @description What happens next, or what to do.
             * @example The people of North Academy will decide. There is nothing more for you to do.
             */
            next: string;
            /**
             * Format: date-time
             * @description Since when it has this status, ISO 8601, UTC.
             */
            since: string;
            /**
             * Format: date-time
             * @description When the application was sent, ISO 8601, UTC.
             */
            appliedAt: string;
            /**
             * Format: date-time
             * @description Until when the link in the first mail works, ISO 8601, UTC; null once the address is confirmed. A later mail says for itself.
             */
            linkExpiresAt: string | null;
            /**
             * @description The site applied to.
             * @example North Academy
             */
            siteName: string;
        };
        ApplicationFilterRequest: {
            /**
             * @description Only applications in one of these statuses; in an address separated by commas.
             * @example [
             *       "unapproved"
             *     ]
             */
            status?: ("not_activated" | "unapproved" | "not_approved" | "approved")[];
            /** @description What the login ID begins with, whatever its case. */
            loginId?: string;
            /** @description What the address begins with, or `@` and its whole domain. */
            email?: string;
            /** @description What the name begins with, whatever its case. */
            name?: string;
            /**
             * @description Applied on this day or later: a date in the site's time zone.
             * @example 2026-04-01
             */
            appliedFrom?: string;
            /**
             * @description Applied on this day or before: a date in the site's time zone.
             * @example 2026-04-30
             */
            appliedTo?: string;
            /** @description The id of the group it was sent for. */
            group?: string;
            /** @description The id of the sign-up URL it was sent through. */
            signupUrl?: string;
            /** @description The id of the authentication code that was typed. */
            authenticationCode?: string;
            /**
             * @description The state of the mail sent last about the application.
             * @enum {string}
             */
            mailState?: "queued" | "sending" | "sent" | "failed";
            /** @description The id of the member of staff who decided, or `service` for automatic approval. */
            decidedBy?: string;
        };
        SelectionRequest: {
            /**
             * @description Of 1 to 1,000 applications.
             * @example [
             *       "019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de"
             *     ]
             */
            ids?: string[];
            /** @description All that match, as in the list of applications. */
            filter?: components["schemas"]["ApplicationFilterRequest"];
            /**
             * @description How many you have seen to match.
             * @example 1204
             */
            expectedCount?: number;
            /**
             * @description By how many the number may differ from that; 0 unless said.
             * @example 10
             */
            tolerance?: number;
        };
        DecisionsRequest: {
            /**
             * @description Whether the applicant gets a mail. Who has not confirmed the address gets none.
             * @default true
             * @example true
             */
            notifyByEmail?: boolean;
            /**
             * @description For colleagues, up to 2,000 characters, in the history. No applicant ever sees it.
             * @example Known from the spring course.
             */
            note?: string;
            /**
             * @description Why, up to 1,000 characters. The applicant reads it when notified.
             * @example The course is full.
             */
            reason?: string;
            /**
             * @description In place of `reason`: one of the site’s catalogue, which the applicant reads in their own language.
             * @example course-full
             */
            reasonKey?: string;
            /**
             * @description Approve also those that were declined before; see approving one.
             * @example false
             */
            reconsider?: boolean;
            /**
             * @description What to decide. `reason` and `reasonKey` go with `decline`, `reconsider` with `approve`.
             * @enum {string}
             */
            decision: "approve" | "decline";
            selection: components["schemas"]["SelectionRequest"];
        };
        DecisionResultResponse: {
            /** @description Of the application. */
            id: string;
            /**
             * @description `repeated`: it was decided like that before.
             * @example approved
             * @enum {string}
             */
            outcome: "approved" | "not_activated" | "not_found" | "already_decided" | "declined" | "repeated" | "claims_taken" | "group_full";
            /** @description Where the application stands after that; null when there is none. */
            status: string | null;
            /** @description Name of who decided; null before, when there is none, and when the service decided by itself. */
            decidedBy: string | null;
            /** Format: date-time */
            decidedAt: string | null;
        };
        DecisionsResponse: {
            /**
             * @description How many had each outcome.
             * @example {
             *       "approved": 998,
             *       "already_decided": 2
             *     }
             */
            summary: {
                [key: string]: number;
            };
            /** @description The job it was, to look it up again. */
            jobId: string;
            /** @description In the order of their ids. */
            items: components["schemas"]["DecisionResultResponse"][];
        };
        DecisionJobResponse: {
            /**
             * @description How many had each outcome so far.
             * @example {
             *       "approved": 998,
             *       "already_decided": 2
             *     }
             */
            summary: {
                [key: string]: number;
            };
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /**
             * @example running
             * @enum {string}
             */
            state: "queued" | "failed" | "running" | "finished" | "cancelled";
            /**
             * @example approve
             * @enum {string}
             */
            decision: "approve" | "decline";
            /** @description How many applications there were when it began. */
            total: number;
            /** @description How many of them are done. */
            done: number;
            /** Format: date-time */
            createdAt: string;
            /** @description Name of the member of staff who decided; null when they are gone. */
            createdBy: string | null;
            /**
             * Format: date-time
             * @description When it was finished, cancelled or given up; null before.
             */
            finishedAt: string | null;
        };
        ApproveRequest: {
            /**
             * @description Whether the applicant gets a mail. Who has not confirmed the address gets none.
             * @default true
             * @example true
             */
            notifyByEmail?: boolean;
            /**
             * @description For colleagues, up to 2,000 characters, in the history. No applicant ever sees it.
             * @example Known from the spring course.
             */
            note?: string;
            /**
             * @description Approve although it was declined before. Possible only if it had been activated and login ID and e-mail address are still free.
             * @default false
             * @example false
             */
            reconsider?: boolean;
        };
        DeclineRequest: {
            /**
             * @description Whether the applicant gets a mail. Who has not confirmed the address gets none.
             * @default true
             * @example true
             */
            notifyByEmail?: boolean;
            /**
             * @description For colleagues, up to 2,000 characters, in the history. No applicant ever sees it.
             * @example Known from the spring course.
             */
            note?: string;
            /**
             * @description Why, up to 1,000 characters. The applicant reads it when notified.
             * @example The course is full.
             */
            reason?: string;
            /**
             * @description In place of `reason`: one of the site’s catalogue, which the applicant reads in their own language.
             * @example course-full
             */
            reasonKey?: string;
        };
        DecisionJobListResponse: {
            /** @description Newest first. */
            items: components["schemas"]["DecisionJobResponse"][];
            /** @description Send it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        DecisionResultListResponse: {
            /** @description In the order of their ids. */
            items: components["schemas"]["DecisionResultResponse"][];
            /** @description Send it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        DeclineReasonTextResponse: {
            /** @example The course is full. */
            en?: string;
            /** @example コースは満席です。 */
            ja?: string;
        };
        DeclineReasonResponse: {
            /** @example course-full */
            key: string;
            text: components["schemas"]["DeclineReasonTextResponse"];
        };
        DeclineReasonsResponse: {
            /** @description In the order they are offered in. */
            reasons: components["schemas"]["DeclineReasonResponse"][];
        };
        DeclineReasonTextRequest: {
            /** @example The course is full. */
            en?: string;
            /** @example コースは満席です。 */
            ja?: string;
        };
        DeclineReasonRequest: {
            /**
             * @description What reviewers choose it by: 1 to 40 small letters, digits and `-`, beginning with a letter.
             * @example course-full
             */
            key: string;
            /** @description What the applicant reads, up to 1,000 characters a language. */
            text: components["schemas"]["DeclineReasonTextRequest"];
        };
        DeclineReasonsRequest: {
            /** @description Up to 50, in the order they are offered in. */
            reasons: components["schemas"]["DeclineReasonRequest"][];
        };
        MailResponse: {
            /**
             * @example activation
             * @enum {string}
             */
            template: "activation" | "activation-reminder" | "already-registered" | "already-confirmed" | "approved" | "not-approved" | "application-waiting" | "application-digest" | "test" | "staff-invitation" | "staff-password-reset";
            /**
             * @example failed
             * @enum {string}
             */
            state: "queued" | "sending" | "sent" | "failed";
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            queuedAt: string;
            /**
             * Format: date-time
             * @description When the mail server took it; null while it has not.
             */
            sentAt: string | null;
            /**
             * Format: date-time
             * @description When it is tried next; null unless it is queued.
             */
            dueAt: string | null;
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /** @description The application it is about; null: none, or several. */
            applicationId: string | null;
            /**
             * @description The language it is written in.
             * @example ja
             */
            locale: string;
            /** @description How often sending was tried. */
            tries: number;
            /**
             * @description What the mail server said last, without addresses.
             * @example 550 5.1.1 No such user
             */
            lastAnswer: string | null;
            /** @description Whether it could be sent again at this moment, but for limits. */
            resendable: boolean;
        };
        MailListResponse: {
            /** @description Newest first. */
            items: components["schemas"]["MailResponse"][];
            /** @description Send it as `cursor` to get the page before; null on the first one. */
            previousCursor: string | null;
            /** @description Send it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        MailCountsResponse: {
            queued: components["schemas"]["BoundedCountResponse"];
            sending: components["schemas"]["BoundedCountResponse"];
            sent: components["schemas"]["BoundedCountResponse"];
            failed: components["schemas"]["BoundedCountResponse"];
        };
        GroupResponse: {
            /**
             * @description Whether it has a live sign-up URL, or had one.
             * @example published
             * @enum {string}
             */
            signupUrlStatus: "not_published" | "published" | "stopped";
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /**
             * @description The id that the LMS has for it.
             * @example course-4711
             */
            lmsId: string;
            /** @example Mathematics 101 */
            name: string;
            /** @example MATH-101 */
            code: string | null;
            /**
             * @description The id that the LMS has for the group above it; null: there is none.
             * @example faculty-of-science
             */
            parentLmsId: string | null;
            /**
             * @description The most members it may have; null: as many as one likes.
             * @example 200
             */
            memberLimit: number | null;
            /** @description Whether the LMS does not use it any more: it has no sign-up URL, then. */
            archived: boolean;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the LMS last changed it.
             */
            updatedAt: string;
        };
        UpsertGroupRequest: {
            /** @example Mathematics 101 */
            name: string;
            /**
             * @description What people call it in short. Null, or left out: none.
             * @example MATH-101
             */
            code?: string | null;
            /**
             * @description The id that the LMS has for the group above it. Null, or left out: none. At most 20 levels, and no circles.
             * @example faculty-of-science
             */
            parentLmsId?: string | null;
            /**
             * @description The most members it may have. Null, or left out: as many as one likes.
             * @example 200
             */
            memberLimit?: number | null;
            /**
             * @description Whether the LMS does not use it any more. Archiving stops its sign-up URL.
             * @default false
             * @example false
             */
            archived?: boolean;
            /**
             * @description Left out, or the same as in the path.
             * @example course-4711
             */
            lmsId?: string;
        };
        UpsertedGroupResponse: {
            /**
             * @description Whether it has a live sign-up URL, or had one.
             * @example published
             * @enum {string}
             */
            signupUrlStatus: "not_published" | "published" | "stopped";
            /**
             * @description What became of it.
             * @example created
             * @enum {string}
             */
            outcome: "created" | "updated" | "unchanged" | "archived" | "restored";
            /** @description Where it was archived now: whether it had a live sign-up URL. */
            signupUrlStopped?: boolean;
            /**
             * @description Where it was archived now: how many applications for it nobody has decided on. They stay, and can be decided.
             * @example 3
             */
            applicationsWaiting?: number;
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /**
             * @description The id that the LMS has for it.
             * @example course-4711
             */
            lmsId: string;
            /** @example Mathematics 101 */
            name: string;
            /** @example MATH-101 */
            code: string | null;
            /**
             * @description The id that the LMS has for the group above it; null: there is none.
             * @example faculty-of-science
             */
            parentLmsId: string | null;
            /**
             * @description The most members it may have; null: as many as one likes.
             * @example 200
             */
            memberLimit: number | null;
            /** @description Whether the LMS does not use it any more: it has no sign-up URL, then. */
            archived: boolean;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the LMS last changed it.
             */
            updatedAt: string;
        };
        SyncedGroupRequest: {
            /** @example Mathematics 101 */
            name: string;
            /**
             * @description What people call it in short. Null, or left out: none.
             * @example MATH-101
             */
            code?: string | null;
            /**
             * @description The id that the LMS has for the group above it. Null, or left out: none. At most 20 levels, and no circles.
             * @example faculty-of-science
             */
            parentLmsId?: string | null;
            /**
             * @description The most members it may have. Null, or left out: as many as one likes.
             * @example 200
             */
            memberLimit?: number | null;
            /**
             * @description Whether the LMS does not use it any more. Archiving stops its sign-up URL.
             * @default false
             * @example false
             */
            archived?: boolean;
            /**
             * @description The id that the LMS has for the group; compared exactly.
             * @example course-4711
             */
            lmsId: string;
        };
        SyncGroupsRequest: {
            /** @description Groups that are not in the list stay as they are. */
            groups: components["schemas"]["SyncedGroupRequest"][];
        };
        SyncSummaryResponse: {
            /** @example 12 */
            created: number;
            /** @example 3 */
            updated: number;
            /** @example 982 */
            unchanged: number;
            /** @example 2 */
            archived: number;
            /** @example 0 */
            restored: number;
            /** @example 1 */
            refused: number;
        };
        GroupChangeResponse: {
            /**
             * @description The value before; null where there was none.
             * @example null
             */
            from: string | number | boolean | null;
            /** @example 200 */
            to: string | number | boolean | null;
            /** @example memberLimit */
            field: string;
        };
        SyncedGroupResponse: {
            /**
             * @example archived
             * @enum {string}
             */
            outcome: "created" | "updated" | "unchanged" | "archived" | "restored" | "refused";
            /**
             * @description Where it stood in the request, from 0; blank lines of NDJSON do not count.
             * @example 0
             */
            index: number;
            /**
             * @description Null where it could not be read.
             * @example course-4711
             */
            lmsId: string | null;
            /** @description What really changed; of a new group, what it has. */
            changes?: components["schemas"]["GroupChangeResponse"][];
            /** @description Why it was refused: every fault of it. Pointers are into the group itself. */
            errors?: components["schemas"]["FieldErrorResponse"][];
            /** @description Where it was archived now: whether it had a live sign-up URL. */
            signupUrlStopped?: boolean;
            /**
             * @description Where it was archived now: how many applications for it nobody has decided on. They stay, and can be decided.
             * @example 3
             */
            applicationsWaiting?: number;
        };
        SyncReportResponse: {
            /** @description Whether this only would have happened. */
            dryRun: boolean;
            /** @description How many groups came to what. */
            summary: components["schemas"]["SyncSummaryResponse"];
            /** @description In the order they were sent. */
            items: components["schemas"]["SyncedGroupResponse"][];
        };
        DueCountResponse: {
            /** @description How many there are; at the least so many, when not exact. */
            count: number;
            exact: boolean;
        };
        CleanupPreviewResponse: {
            /** @description Whether the site deletes applications that nobody activates. */
            enabled: boolean;
            /**
             * @description After how many times 24 hours since the application.
             * @example 30
             */
            afterDays: number | null;
            /** @description What a run would remove now; none while that is switched off. */
            due: components["schemas"]["DueCountResponse"];
            /**
             * Format: date-time
             * @description When the oldest of them was sent; null when there is none.
             */
            oldestAppliedAt: string | null;
            /**
             * Format: date-time
             * @description When the schedule looks at the site next; null while that is switched off.
             */
            nextRunAt: string | null;
            /** @description Whether the job runs at this moment, for this site or another. */
            running: boolean;
        };
        CleanupAskerResponse: {
            /**
             * @example person
             * @enum {string}
             */
            kind: "person" | "schedule";
            /** @description The member of staff; null when it was the schedule. */
            id: string | null;
            /**
             * @description Their name; null when there is none (any more).
             * @example Sam Example
             */
            name: string | null;
        };
        CleanupRunResponse: {
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            askedBy: components["schemas"]["CleanupAskerResponse"];
            /** Format: date-time */
            startedAt: string;
            /**
             * Format: date-time
             * @description Null while it is not over. A run that was interrupted goes on when the job runs next.
             */
            endedAt: string | null;
            /** @description How many applications it has removed (so far). */
            removed: number;
            /**
             * @description `switched-off`: the site switched deletion off meanwhile. Null while it is not over.
             * @example succeeded
             * @enum {string|null}
             */
            outcome: "succeeded" | "switched-off" | null;
        };
        CleanupRunListResponse: {
            /** @description Newest first. */
            items: components["schemas"]["CleanupRunResponse"][];
            /** @description Send it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        ErasedByResponse: {
            /** @description The member of staff; null: it was done on the command line. */
            id: string | null;
            /**
             * @description Their name; null when there is none, or none any more.
             * @example Sam Example
             */
            name: string | null;
        };
        ErasedApplicationResponse: {
            /**
             * Format: date-time
             * @description When it was sent, ISO 8601, UTC.
             */
            appliedAt: string;
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /**
             * @description Where it stood.
             * @example approved
             */
            status: string;
        };
        ErasureResponse: {
            /** @example 019a1f0e-5c3b-7c41-9d5e-0b7a52f1c0de */
            id: string;
            /**
             * @description What it was asked for by: one application, or an address.
             * @example email
             * @enum {string}
             */
            subject: "email" | "application";
            /** Format: date-time */
            erasedAt: string;
            by: components["schemas"]["ErasedByResponse"];
            /** @description By the time they were sent; none when there was nobody with the address. */
            applications: components["schemas"]["ErasedApplicationResponse"][];
            /** @description How many of them were members. */
            accounts: number;
            /** @description How many mails there were about them. */
            mails: number;
        };
        EraseRequest: {
            /**
             * @description The address of the person; compared as addresses are, whatever its case.
             * @example sam@example.org
             */
            email: string;
        };
        ErasureListResponse: {
            /** @description Newest first. */
            items: components["schemas"]["ErasureResponse"][];
            /** @description Send it as `cursor` to get the next page; null on the last one. */
            nextCursor: string | null;
        };
        RetentionResponse: {
            /**
             * @description How many days (of 24 hours) after the decision a declined application is deleted, with the mails about it.
             * @example 365
             */
            declinedApplicationsInDays: number;
            /**
             * @description How many days after the end of an application its history is deleted. The history of an application there is stays with it.
             * @example 365
             */
            applicationHistoryInDays: number;
            /**
             * @description How many days after it was handed in the record of a mail is deleted that was sent or given up.
             * @example 90
             */
            mailRecordsInDays: number;
            /**
             * @description How many days after a change its entry in the history of the site is deleted.
             * @example 1095
             */
            siteHistoryInDays: number;
            /**
             * @description Counts the changes; the `ETag` is made of it.
             * @example 3
             */
            version: number;
        };
        ChangeRetentionRequest: {
            /**
             * @description How many days (of 24 hours) after the decision a declined application is deleted, with the mails about it.
             * @example 365
             */
            declinedApplicationsInDays?: number;
            /**
             * @description How many days after the end of an application its history is deleted.
             * @example 365
             */
            applicationHistoryInDays?: number;
            /**
             * @description How many days after it was handed in the record of a mail is deleted that was sent or given up.
             * @example 90
             */
            mailRecordsInDays?: number;
            /**
             * @description How many days after a change its entry in the history of the site is deleted.
             * @example 1095
             */
            siteHistoryInDays?: number;
        };
    };
    responses: {
        "malformed-request": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "malformed-request";
                };
            };
        };
        "validation-failed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "validation-failed";
                };
            };
        };
        "internal-error": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "internal-error";
                };
            };
        };
        "database-unavailable.not-ready.overloaded": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "database-unavailable" | "not-ready" | "overloaded";
                };
            };
        };
        unauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "unauthenticated";
                };
            };
        };
        "database-unavailable.overloaded": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "database-unavailable" | "overloaded";
                };
            };
        };
        "cross-site-request.forbidden.password-change-required.second-factor-enrolment-required": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "cross-site-request" | "forbidden" | "password-change-required" | "second-factor-enrolment-required";
                };
            };
        };
        "site-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "site-not-found";
                };
            };
        };
        "job-not-found.site-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "job-not-found" | "site-not-found";
                };
            };
        };
        "job-running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "job-running";
                };
            };
        };
        "site-slug-taken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "site-slug-taken";
                };
            };
        };
        "body-too-large": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "body-too-large";
                };
            };
        };
        "unsupported-media-type": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "unsupported-media-type";
                };
            };
        };
        "registration-not-available": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "registration-not-available";
                };
            };
        };
        "version-stale": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "version-stale";
                };
            };
        };
        "if-match-required": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "if-match-required";
                };
            };
        };
        "api-key-not-found.site-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "api-key-not-found" | "site-not-found";
                };
            };
        };
        "second-factor-required.wrong-credentials": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "second-factor-required" | "wrong-credentials";
                };
            };
        };
        "cross-site-request.second-factor-wrong": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "cross-site-request" | "second-factor-wrong";
                };
            };
        };
        "too-many-requests": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "too-many-requests";
                };
            };
        };
        "refresh-token-not-valid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "refresh-token-not-valid";
                };
            };
        };
        "cross-site-request": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "cross-site-request";
                };
            };
        };
        "session-not-found.site-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "session-not-found" | "site-not-found";
                };
            };
        };
        "cross-site-request.current-password-wrong.forbidden.password-change-required.second-factor-enrolment-required": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "cross-site-request" | "current-password-wrong" | "forbidden" | "password-change-required" | "second-factor-enrolment-required";
                };
            };
        };
        "password-link-not-valid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "password-link-not-valid";
                };
            };
        };
        "second-factor-enrolled": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "second-factor-enrolled";
                };
            };
        };
        "cross-site-request.forbidden.password-change-required.second-factor-enrolment-required.second-factor-wrong": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "cross-site-request" | "forbidden" | "password-change-required" | "second-factor-enrolment-required" | "second-factor-wrong";
                };
            };
        };
        "second-factor-enrolled.second-factor-not-enrolled": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "second-factor-enrolled" | "second-factor-not-enrolled";
                };
            };
        };
        "cross-site-request.current-password-wrong.forbidden.password-change-required.second-factor-enrolment-required.second-factor-wrong": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "cross-site-request" | "current-password-wrong" | "forbidden" | "password-change-required" | "second-factor-enrolment-required" | "second-factor-wrong";
                };
            };
        };
        "second-factor-not-enrolled": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "second-factor-not-enrolled";
                };
            };
        };
        "site-not-found.staff-member-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "site-not-found" | "staff-member-not-found";
                };
            };
        };
        "staff-email-taken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "staff-email-taken";
                };
            };
        };
        "own-role": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "own-role";
                };
            };
        };
        "own-role.staff-email-taken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "own-role" | "staff-email-taken";
                };
            };
        };
        "last-administrator.own-role": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "last-administrator" | "own-role";
                };
            };
        };
        "challenge-not-offered.site-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "challenge-not-offered" | "site-not-found";
                };
            };
        };
        "field-in-use": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "field-in-use";
                };
            };
        };
        "signup-url-not-valid.site-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "signup-url-not-valid" | "site-not-found";
                };
            };
        };
        "group-not-found.site-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "group-not-found" | "site-not-found";
                };
            };
        };
        "group-archived.signup-url-live": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "group-archived" | "signup-url-live";
                };
            };
        };
        "signup-url-not-found.site-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "signup-url-not-found" | "site-not-found";
                };
            };
        };
        "signup-url-stopped": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "signup-url-stopped";
                };
            };
        };
        "selection-changed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "selection-changed";
                };
            };
        };
        "mail-template-not-found.site-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "mail-template-not-found" | "site-not-found";
                };
            };
        };
        "mail-template-not-found.mail-template-version-not-found.site-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "mail-template-not-found" | "mail-template-version-not-found" | "site-not-found";
                };
            };
        };
        "wrong-credentials": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "wrong-credentials";
                };
            };
        };
        "account-not-found.site-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "account-not-found" | "site-not-found";
                };
            };
        };
        "registration-closed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "registration-closed";
                };
            };
        };
        "form-changed.group-full.idempotency-key-in-use.login-id-taken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "form-changed" | "group-full" | "idempotency-key-in-use" | "login-id-taken";
                };
            };
        };
        "idempotency-key-reused.validation-failed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "idempotency-key-reused" | "validation-failed";
                };
            };
        };
        "challenge-unavailable.database-unavailable.overloaded": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "challenge-unavailable" | "database-unavailable" | "overloaded";
                };
            };
        };
        "application-not-found.site-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "application-not-found" | "site-not-found";
                };
            };
        };
        "form-changed.group-full.login-id-taken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "form-changed" | "group-full" | "login-id-taken";
                };
            };
        };
        "activation-link-unknown": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "activation-link-unknown";
                };
            };
        };
        "activation-link-expired": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "activation-link-expired";
                };
            };
        };
        "activation-proof-required.activation-proof-wrong": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "activation-proof-required" | "activation-proof-wrong";
                };
            };
        };
        "application-already-activated": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "application-already-activated";
                };
            };
        };
        "activation-not-awaited": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "activation-not-awaited";
                };
            };
        };
        "ticket-required": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "ticket-required";
                };
            };
        };
        "ticket-unknown": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "ticket-unknown";
                };
            };
        };
        "idempotency-key-in-use.selection-changed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "idempotency-key-in-use" | "selection-changed";
                };
            };
        };
        "already-decided.application-not-activated.claims-taken.group-full.idempotency-key-in-use": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "already-decided" | "application-not-activated" | "claims-taken" | "group-full" | "idempotency-key-in-use";
                };
            };
        };
        "already-decided.idempotency-key-in-use": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "already-decided" | "idempotency-key-in-use";
                };
            };
        };
        "decision-job-not-found.site-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "decision-job-not-found" | "site-not-found";
                };
            };
        };
        "mail-not-found.site-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "mail-not-found" | "site-not-found";
                };
            };
        };
        "mail-being-sent.mail-not-resendable.mail-outdated": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "mail-being-sent" | "mail-not-resendable" | "mail-outdated";
                };
            };
        };
        "cleanup-switched-off.job-running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemResponse"] & {
                    /** @enum {string} */
                    code: "cleanup-switched-off" | "job-running";
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    liveHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
        };
    };
    readyHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadyResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.not-ready.overloaded"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line a value. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listJob: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobListResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    runJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["job-not-found.site-not-found"];
            409: components["responses"]["job-running"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listSiteHistory: {
        parameters: {
            query?: {
                /** @description Only what happened to one of these, separated by commas. */
                subject?: string;
                /** @description Only what this member of staff, or this API key, has done: an id. */
                actor?: string;
                /**
                 * @description Only what happened to the one with this id: an application, a sign-up URL, a member of staff, an API key, a decision on many, an
                 *     export, a run of the clean-up.
                 */
                about?: string;
                /** @description Only what happened then or later. ISO 8601 with time and zone. */
                from?: string;
                /** @description Only what happened before then. ISO 8601 with time and zone. */
                before?: string;
                /** @description How many items at the most. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteHistoryResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    downloadSiteHistoryExport: {
        parameters: {
            query?: {
                /** @description Only what happened to one of these, separated by commas. */
                subject?: string;
                /** @description Only what this member of staff, or this API key, has done: an id. */
                actor?: string;
                /**
                 * @description Only what happened to the one with this id: an application, a sign-up URL, a member of staff, an API key, a decision on many, an
                 *     export, a run of the clean-up.
                 */
                about?: string;
                /** @description Only what happened then or later. ISO 8601 with time and zone. */
                from?: string;
                /** @description Only what happened before then. ISO 8601 with time and zone. */
                before?: string;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listSite: {
        parameters: {
            query?: {
                /** @description How many items at the most. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteListResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    createSite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSiteRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            409: components["responses"]["site-slug-taken"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getSite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    updateSite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSiteRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getRegistrationSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationSettingsResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    changeRegistrationSettings: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version you have read. */
                "If-Match": string;
            };
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRegistrationSettingsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationSettingsResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            409: components["responses"]["registration-not-available"];
            412: components["responses"]["version-stale"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            428: components["responses"]["if-match-required"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description How many items at the most. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeysResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    createApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKeyRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKeyResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    revokeApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["api-key-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listStaffSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnSessionsResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    logInStaffSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffLogInRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionTokensResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["second-factor-required.wrong-credentials"];
            403: components["responses"]["cross-site-request.second-factor-wrong"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    endAllStaffSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    refreshStaffSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionTokensResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["refresh-token-not-valid"];
            403: components["responses"]["cross-site-request"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    logOutStaffSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["session-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    endStaffSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["session-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    meStaffSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    changeStaffPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordRequest"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.current-password-wrong.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    setStaffPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPasswordRequest"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            404: components["responses"]["password-link-not-valid"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    requestMailStaffPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordResetRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordResetResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    stateSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    beginSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnrolRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolmentResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.current-password-wrong.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            409: components["responses"]["second-factor-enrolled"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    confirmSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmSecondFactorRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodesResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required.second-factor-wrong"];
            404: components["responses"]["site-not-found"];
            409: components["responses"]["second-factor-enrolled.second-factor-not-enrolled"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    removeSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveSecondFactorRequest"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.current-password-wrong.forbidden.password-change-required.second-factor-enrolment-required.second-factor-wrong"];
            404: components["responses"]["site-not-found"];
            409: components["responses"]["second-factor-not-enrolled"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    removeFromSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found.staff-member-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listOperators: {
        parameters: {
            query?: {
                /** @description How many items at the most. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffMembersResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    inviteOperators: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteOperatorRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffMemberResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            409: components["responses"]["staff-email-taken"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    changeOperators: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeStaffRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffMemberResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found.staff-member-not-found"];
            409: components["responses"]["own-role"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listSiteStaff: {
        parameters: {
            query?: {
                /** @description How many items at the most. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ColleaguesResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    inviteSiteStaff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteStaffRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ColleagueResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            409: components["responses"]["own-role.staff-email-taken"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getSiteStaff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ColleagueResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found.staff-member-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    removeSiteStaff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found.staff-member-not-found"];
            409: components["responses"]["last-administrator.own-role"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    changeSiteStaff: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version you have read. */
                "If-Match": string;
            };
            path: {
                /** @description The person. */
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRoleRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ColleagueResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found.staff-member-not-found"];
            409: components["responses"]["last-administrator.own-role"];
            412: components["responses"]["version-stale"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            428: components["responses"]["if-match-required"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getStaffPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffPolicyResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    changeStaffPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffPolicyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffPolicyResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    jwksJwks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JwksResponse"];
                };
            };
            /** @description They are as you have them. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getBranding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandingResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    changeBranding: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version you have read. */
                "If-Match": string;
            };
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeBrandingRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandingResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            412: components["responses"]["version-stale"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            428: components["responses"]["if-match-required"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    putLogoBranding: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version you have read. */
                "If-Match": string;
            };
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/png": string;
                "image/jpeg": string;
                "image/webp": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandingResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            412: components["responses"]["version-stale"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            428: components["responses"]["if-match-required"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    removeLogoBranding: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version you have read. */
                "If-Match": string;
            };
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandingResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            412: components["responses"]["version-stale"];
            422: components["responses"]["validation-failed"];
            428: components["responses"]["if-match-required"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getBotProtection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotProtectionResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    changeBotProtection: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version you have read. */
                "If-Match": string;
            };
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeBotProtectionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotProtectionResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            412: components["responses"]["version-stale"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            428: components["responses"]["if-match-required"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            404: components["responses"]["challenge-not-offered.site-not-found"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getRegistrationFields: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationFieldsResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    changeRegistrationFields: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version you have read. */
                "If-Match": string;
            };
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegistrationFieldsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationFieldsResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            409: components["responses"]["field-in-use"];
            412: components["responses"]["version-stale"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            428: components["responses"]["if-match-required"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getRegistrationForm: {
        parameters: {
            query?: {
                /** @description The key of the sign-up URL the form is opened through. */
                signupUrl?: string;
            };
            header?: {
                /** @description The `ETag` of the answer you have. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The form. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationFormResponse"];
                };
            };
            /** @description It is as you have it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            404: components["responses"]["signup-url-not-valid.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getTerms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermsResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    changeTerms: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of what you have read. */
                "If-Match": string;
            };
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TermsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermsResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            412: components["responses"]["version-stale"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            428: components["responses"]["if-match-required"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listSignupUrl: {
        parameters: {
            query: {
                /** @description How many items at the most. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description The id of the group whose URLs are wanted. */
                groupId: string;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignupUrlListResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["group-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    publishSignupUrl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishSignupUrlRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignupUrlResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["group-not-found.site-not-found"];
            409: components["responses"]["group-archived.signup-url-live"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getSignupUrl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignupUrlResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["signup-url-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    editSignupUrl: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version you have read. */
                "If-Match": string;
            };
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditSignupUrlRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignupUrlResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["signup-url-not-found.site-not-found"];
            409: components["responses"]["signup-url-stopped"];
            412: components["responses"]["version-stale"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            428: components["responses"]["if-match-required"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    stopSignupUrl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignupUrlResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["signup-url-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    publishBulk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkPublishRequest"];
            };
        };
        responses: {
            /** @description A JSON object a line, as it happens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"groupId":"0198c0de-0000-7000-8000-000000000000","lmsId":"c-1","outcome":"published","signupUrlId":"0198c0de-0000-7000-8000-000000000000","url":"https://registration.example.com/r/3q2-7wAAbcDEf_ghIJKlmnop"}
                     *     {"progress":{"done":1,"total":1}}
                     *     {"summary":{"published":1,"already_live":0,"archived":0,"not_found":0}}
                     */
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            409: components["responses"]["selection-changed"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    stopBulk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkStopRequest"];
            };
        };
        responses: {
            /** @description A JSON object a line, as it happens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"groupId":"0198c0de-0000-7000-8000-000000000000","lmsId":"c-1","outcome":"stopped","signupUrlId":"0198c0de-0000-7000-8000-000000000000"}
                     *     {"progress":{"done":1,"total":1}}
                     *     {"summary":{"stopped":1,"not_live":0,"not_found":0}}
                     */
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            409: components["responses"]["selection-changed"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listGroupList: {
        parameters: {
            query?: {
                /** @description What the name begins with, whatever its case. */
                name?: string;
                /** @description The whole code, whatever its case. */
                code?: string;
                /** @description `published`: has a live URL; `stopped`: had one; `not_published`: never had one. */
                status?: "not_published" | "published" | "stopped";
                /** @description `true`: the archived ones instead of the others. */
                archived?: boolean;
                /** @description How many items at the most. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupListResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    countGroupList: {
        parameters: {
            query?: {
                /** @description What the name begins with, whatever its case. */
                name?: string;
                /** @description The whole code, whatever its case. */
                code?: string;
                /** @description `published`: has a live URL; `stopped`: had one; `not_published`: never had one. */
                status?: "not_published" | "published" | "stopped";
                /** @description `true`: the archived ones instead of the others. */
                archived?: boolean;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupCountResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    downloadExport: {
        parameters: {
            query?: {
                /** @description What the name begins with, whatever its case. */
                name?: string;
                /** @description The whole code, whatever its case. */
                code?: string;
                /** @description `published`: has a live URL; `stopped`: had one; `not_published`: never had one. */
                status?: "not_published" | "published" | "stopped";
                /** @description `true`: the archived ones instead of the others. */
                archived?: boolean;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    svgQrCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["signup-url-not-found.site-not-found"];
            409: components["responses"]["signup-url-stopped"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    pngQrCode: {
        parameters: {
            query?: {
                /** @description Width and height in pixels. */
                size?: number;
            };
            header?: never;
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["signup-url-not-found.site-not-found"];
            409: components["responses"]["signup-url-stopped"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listMailTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailTemplatesResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getMailTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The template. */
                name: "activation" | "activation-reminder" | "already-registered" | "already-confirmed" | "approved" | "not-approved" | "application-waiting" | "application-digest" | "test";
                /** @description The language. */
                locale: "en" | "ja";
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailTemplateResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["mail-template-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    changeMailTemplates: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version you have read. */
                "If-Match": string;
            };
            path: {
                /** @description The language. */
                locale: "en" | "ja";
                /** @description The template. */
                name: "activation" | "activation-reminder" | "already-registered" | "already-confirmed" | "approved" | "not-approved" | "application-waiting" | "application-digest" | "test";
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailTemplateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailTemplateResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["mail-template-not-found.site-not-found"];
            412: components["responses"]["version-stale"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            428: components["responses"]["if-match-required"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    resetMailTemplates: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version you have read. */
                "If-Match": string;
            };
            path: {
                /** @description The language. */
                locale: "en" | "ja";
                /** @description The template. */
                name: "activation" | "activation-reminder" | "already-registered" | "already-confirmed" | "approved" | "not-approved" | "application-waiting" | "application-digest" | "test";
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailTemplateResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["mail-template-not-found.site-not-found"];
            412: components["responses"]["version-stale"];
            422: components["responses"]["validation-failed"];
            428: components["responses"]["if-match-required"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    restoreMailTemplates: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version you have read. */
                "If-Match": string;
            };
            path: {
                /** @description The language. */
                locale: "en" | "ja";
                /** @description The template. */
                name: "activation" | "activation-reminder" | "already-registered" | "already-confirmed" | "approved" | "not-approved" | "application-waiting" | "application-digest" | "test";
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestoreMailTemplateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailTemplateResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["mail-template-not-found.mail-template-version-not-found.site-not-found"];
            412: components["responses"]["version-stale"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            428: components["responses"]["if-match-required"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    historyMailTemplates: {
        parameters: {
            query?: {
                /** @description How many items at the most. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The language. */
                locale: "en" | "ja";
                /** @description The template. */
                name: "activation" | "activation-reminder" | "already-registered" | "already-confirmed" | "approved" | "not-approved" | "application-waiting" | "application-digest" | "test";
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailTemplateHistoryResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["mail-template-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    previewMailTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The language. */
                locale: "en" | "ja";
                /** @description The template. */
                name: "activation" | "activation-reminder" | "already-registered" | "already-confirmed" | "approved" | "not-approved" | "application-waiting" | "application-digest" | "test";
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailTemplateDraftRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailPreviewResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["mail-template-not-found.site-not-found"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    sendTestMailTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The language. */
                locale: "en" | "ja";
                /** @description The template. */
                name: "activation" | "activation-reminder" | "already-registered" | "already-confirmed" | "approved" | "not-approved" | "application-waiting" | "application-digest" | "test";
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailTemplateDraftRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailTrialResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["mail-template-not-found.site-not-found"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                /** @description How many items at the most. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Only members opened or changed at or after this moment. ISO 8601 with time and zone. */
                updatedSince?: string;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountsResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    logInMemberSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberLogInRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberTokensResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["wrong-credentials"];
            404: components["responses"]["site-not-found"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    refreshMemberSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberRefreshRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberTokensResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["refresh-token-not-valid"];
            404: components["responses"]["site-not-found"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    logOutMemberSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberRefreshRequest"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            404: components["responses"]["site-not-found"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    endAllMemberSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["account-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    inspectMemberSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InspectTokenRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectedTokenResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    mineNotifications: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationsResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    chooseNotifications: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChooseNotificationsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationsResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listApplication: {
        parameters: {
            query?: {
                /** @description Only applications in one of these statuses; in an address separated by commas. */
                status?: ("not_activated" | "unapproved" | "not_approved" | "approved")[];
                /** @description What the login ID begins with, whatever its case. */
                loginId?: string;
                /** @description What the address begins with, or `@` and its whole domain. */
                email?: string;
                /** @description What the name begins with, whatever its case. */
                name?: string;
                /** @description Applied on this day or later: a date in the site's time zone. */
                appliedFrom?: string;
                /** @description Applied on this day or before: a date in the site's time zone. */
                appliedTo?: string;
                /** @description The id of the group it was sent for. */
                group?: string;
                /** @description The id of the sign-up URL it was sent through. */
                signupUrl?: string;
                /** @description The id of the authentication code that was typed. */
                authenticationCode?: string;
                /** @description The state of the mail sent last about the application. */
                mailState?: "queued" | "sending" | "sent" | "failed";
                /** @description The id of the member of staff who decided, or `service` for automatic approval. */
                decidedBy?: string;
                /** @description By the time of application: `appliedAt` the oldest first, `-appliedAt` the newest. */
                sort?: "appliedAt" | "-appliedAt";
                /** @description How many items at the most. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationListResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    applyApply: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any 1 to 200 visible ASCII characters, for example a UUID. The same request with the same key takes effect once and gets the same answer for 24 hours, unless the service is set up otherwise. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmissionRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            403: components["responses"]["registration-closed"];
            404: components["responses"]["signup-url-not-valid.site-not-found"];
            409: components["responses"]["form-changed.group-full.idempotency-key-in-use.login-id-taken"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-key-reused.validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["challenge-unavailable.database-unavailable.overloaded"];
        };
    };
    countsApplication: {
        parameters: {
            query?: {
                /** @description What the login ID begins with, whatever its case. */
                loginId?: string;
                /** @description What the address begins with, or `@` and its whole domain. */
                email?: string;
                /** @description What the name begins with, whatever its case. */
                name?: string;
                /** @description Applied on this day or later: a date in the site's time zone. */
                appliedFrom?: string;
                /** @description Applied on this day or before: a date in the site's time zone. */
                appliedTo?: string;
                /** @description The id of the group it was sent for. */
                group?: string;
                /** @description The id of the sign-up URL it was sent through. */
                signupUrl?: string;
                /** @description The id of the authentication code that was typed. */
                authenticationCode?: string;
                /** @description The state of the mail sent last about the application. */
                mailState?: "queued" | "sending" | "sent" | "failed";
                /** @description The id of the member of staff who decided, or `service` for automatic approval. */
                decidedBy?: string;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationCountsResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the answer you have. */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The application. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationDetailsResponse"];
                };
            };
            /** @description It is as you have it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["application-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    eraseApplicationErasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["application-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    historyApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["application-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    downloadApplicationExport: {
        parameters: {
            query?: {
                /** @description Only applications in one of these statuses; in an address separated by commas. */
                status?: ("not_activated" | "unapproved" | "not_approved" | "approved")[];
                /** @description What the login ID begins with, whatever its case. */
                loginId?: string;
                /** @description What the address begins with, or `@` and its whole domain. */
                email?: string;
                /** @description What the name begins with, whatever its case. */
                name?: string;
                /** @description Applied on this day or later: a date in the site's time zone. */
                appliedFrom?: string;
                /** @description Applied on this day or before: a date in the site's time zone. */
                appliedTo?: string;
                /** @description The id of the group it was sent for. */
                group?: string;
                /** @description The id of the sign-up URL it was sent through. */
                signupUrl?: string;
                /** @description The id of the authentication code that was typed. */
                authenticationCode?: string;
                /** @description The state of the mail sent last about the application. */
                mailState?: "queued" | "sending" | "sent" | "failed";
                /** @description The id of the member of staff who decided, or `service` for automatic approval. */
                decidedBy?: string;
                /** @description By the time of application: `appliedAt` the oldest first, `-appliedAt` the newest. */
                sort?: "appliedAt" | "-appliedAt";
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The applications, as they come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": unknown;
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    previewApply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmissionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            403: components["responses"]["registration-closed"];
            404: components["responses"]["signup-url-not-valid.site-not-found"];
            409: components["responses"]["form-changed.group-full.login-id-taken"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    lookActivation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            404: components["responses"]["activation-link-unknown"];
            410: components["responses"]["activation-link-expired"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    activateActivation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivationResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            403: components["responses"]["activation-proof-required.activation-proof-wrong"];
            404: components["responses"]["activation-link-unknown"];
            410: components["responses"]["activation-link-expired"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    disownActivation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkTokenRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisownResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            404: components["responses"]["activation-link-unknown"];
            409: components["responses"]["application-already-activated"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    toAddressResend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResendRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResendResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            404: components["responses"]["site-not-found"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    byLinkResend: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkTokenRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResendResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    forReviewerResend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["application-not-found.site-not-found"];
            409: components["responses"]["activation-not-awaited"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    lookTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ticket` that applying was answered with. A browser has it as a cookie and may leave it out. */
                "Application-Ticket"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketViewResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            403: components["responses"]["ticket-required"];
            404: components["responses"]["ticket-unknown"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    decideDecisions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any 1 to 200 visible ASCII characters, for example a UUID. The same request with the same key takes effect once and gets the same answer for 24 hours, unless the service is set up otherwise. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionsRequest"];
            };
        };
        responses: {
            /** @description All are decided. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionsResponse"];
                };
            };
            /** @description They are decided by and by; `Location` says where to look how far it has got. */
            202: {
                headers: {
                    /** @description The job. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionJobResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            409: components["responses"]["idempotency-key-in-use.selection-changed"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-key-reused.validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    approveApproval: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any 1 to 200 visible ASCII characters, for example a UUID. The same request with the same key takes effect once and gets the same answer for 24 hours, unless the service is set up otherwise. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["application-not-found.site-not-found"];
            409: components["responses"]["already-decided.application-not-activated.claims-taken.group-full.idempotency-key-in-use"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-key-reused.validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    declineApproval: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any 1 to 200 visible ASCII characters, for example a UUID. The same request with the same key takes effect once and gets the same answer for 24 hours, unless the service is set up otherwise. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["application-not-found.site-not-found"];
            409: components["responses"]["already-decided.idempotency-key-in-use"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-key-reused.validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listDecisionJob: {
        parameters: {
            query?: {
                /** @description How many items at the most. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionJobListResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getDecisionJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionJobResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["decision-job-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    resultsDecisionJob: {
        parameters: {
            query?: {
                /** @description How many items at the most. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionResultListResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["decision-job-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    cancelDecisionJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionJobResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["decision-job-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getDeclineReasons: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclineReasonsResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    changeDeclineReasons: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of what you have read. */
                "If-Match": string;
            };
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineReasonsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclineReasonsResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            412: components["responses"]["version-stale"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            428: components["responses"]["if-match-required"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listMailDesk: {
        parameters: {
            query?: {
                /** @description Only mails in one of these states, separated by commas. */
                state?: ("queued" | "sending" | "sent" | "failed")[];
                /** @description Only mails written with one of these templates, separated by commas. */
                template?: ("activation" | "activation-reminder" | "already-registered" | "already-confirmed" | "approved" | "not-approved" | "application-waiting" | "application-digest" | "test" | "staff-invitation" | "staff-password-reset")[];
                /** @description Queued on this day or later: a date in the site's time zone. */
                queuedFrom?: string;
                /** @description Queued on this day or before: a date in the site's time zone. */
                queuedTo?: string;
                /** @description The id of the application they are about. */
                application?: string;
                /** @description How many items at the most. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailListResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    countsMailDesk: {
        parameters: {
            query?: {
                /** @description Only mails written with one of these templates, separated by commas. */
                template?: ("activation" | "activation-reminder" | "already-registered" | "already-confirmed" | "approved" | "not-approved" | "application-waiting" | "application-digest" | "test" | "staff-invitation" | "staff-password-reset")[];
                /** @description Queued on this day or later: a date in the site's time zone. */
                queuedFrom?: string;
                /** @description Queued on this day or before: a date in the site's time zone. */
                queuedTo?: string;
                /** @description The id of the application they are about. */
                application?: string;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailCountsResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    resendMailDesk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["mail-not-found.site-not-found"];
            409: components["responses"]["mail-being-sent.mail-not-resendable.mail-outdated"];
            422: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the LMS has for the group. */
                lmsId: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["group-not-found.site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    upsertGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id that the LMS has for the group. */
                lmsId: string;
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpsertGroupRequest"];
            };
        };
        responses: {
            /** @description It was there, and is like that now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpsertedGroupResponse"];
                };
            };
            /** @description It is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpsertedGroupResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    syncGroup: {
        parameters: {
            query?: {
                /** @description Whether to tell only what would become of the groups. Nothing changes, then. */
                dryRun?: boolean;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SyncGroupsRequest"];
                "application/x-ndjson": components["schemas"]["SyncGroupsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncReportResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    previewCleanup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CleanupPreviewResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listCleanup: {
        parameters: {
            query?: {
                /** @description How many items at the most. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CleanupRunListResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    runCleanup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CleanupRunResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            409: components["responses"]["cleanup-switched-off.job-running"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    listErasure: {
        parameters: {
            query?: {
                /** @description How many items at the most. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureListResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    eraseErasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EraseRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    getRetention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            422: components["responses"]["validation-failed"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
    changeRetention: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version you have read. */
                "If-Match": string;
            };
            path: {
                /** @description The site’s slug. */
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRetentionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionResponse"];
                };
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["cross-site-request.forbidden.password-change-required.second-factor-enrolment-required"];
            404: components["responses"]["site-not-found"];
            412: components["responses"]["version-stale"];
            413: components["responses"]["body-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["validation-failed"];
            428: components["responses"]["if-match-required"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["database-unavailable.overloaded"];
        };
    };
}
