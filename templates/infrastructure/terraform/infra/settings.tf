# Additional settings of your steps. This file is yours: Unchain never changes it.
locals {
  # The environment of a function, by its name, such as
  #   create-order = { PRICES_TABLE = aws_dynamodb_table.prices.name }
  environment = {}

  # Permissions of a function, such as
  #   create-order = [{ actions = ["dynamodb:GetItem"], resources = [aws_dynamodb_table.prices.arn] }]
  statements = {}
}
