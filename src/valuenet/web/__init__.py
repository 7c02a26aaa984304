"""The HTTP around the GraphQL schema: routes, pages, health, exports, and what guards them.

app             every address, and what answers there
server          the sockets, and the settings of the server library; connection: slow clients are cut off
middleware      what every request passes: request id and log line, Host and Origin, overload
signing_in      who asks: the door that knows people, the porter that lets in whom it knows
access_tokens   tokens of an OpenID provider; issuer: the provider's keys
doorstep        the forms that sign a browser in and out; sign_in_page: how that page looks; cookie: what the browser keeps
graphql         one operation over HTTP; streaming, streams, sockets, events: those that go on
kept_answers    answers given again; soundings: whether they still hold; slow_lane: long operations beside the loop
exports         files under plain addresses; export_trail: who took one; *_files: one kind each
page, *_page    what people see; name_tag: the line on each page that says who is signed in
"""
