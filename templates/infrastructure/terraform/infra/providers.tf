# Where the state is kept is yours to say. With the bucket of your team, for instance:
#
# terraform {
#   backend "s3" {
#     bucket       = "terraform-state"
#     key          = "order-processing"
#     region       = "eu-west-1"
#     use_lockfile = true
#   }
# }

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      Workflow = local.workflow.name
      Stage    = var.stage
    }
  }
}
