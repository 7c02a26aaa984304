"""The HTTP around the GraphQL schema: routes, pages, health, exports, and what guards them."""
