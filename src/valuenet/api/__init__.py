"""The GraphQL API: types as views over what was read, inputs as edits, failures as data. strawberry lives here and in web/graphql.py."""
