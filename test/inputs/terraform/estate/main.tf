terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

# what is there before, and what the plan makes of it
variable "later" {
  type = bool
}

variable "secret" {
  type      = string
  sensitive = true
  default   = "hush-hush-4711"
}

variable "vendors" {
  type    = map(string)
  default = { logs = "999988887777", "a.b[0]" = "888877776666" }
}

provider "aws" {
  region = "eu-west-1"
  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/deploy"
    duration = "30m"
  }
  default_tags {
    tags = { "sts-guardrails:wildcard-principal" = "a default accepts nothing" }
  }
}

provider "aws" {
  alias = "data"
  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/deploy"
    duration = "4h"
  }
}

data "aws_caller_identity" "current" {}

data "aws_iam_role" "elsewhere" {
  name = "elsewhere"
}

# kept as it is
resource "aws_iam_role" "kept" {
  name               = "kept"
  assume_role_policy = data.aws_iam_policy_document.own.json
}

data "aws_iam_policy_document" "own" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/ci"]
    }
  }
}

# opened by the plan
resource "aws_iam_role" "opened" {
  name               = "opened"
  assume_role_policy = var.later ? local.everybody : data.aws_iam_policy_document.own.json
}

locals {
  everybody = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "sts:AssumeRole" }]
  })
}

# closed by the plan
resource "aws_iam_role" "closed" {
  name               = "closed"
  assume_role_policy = var.later ? data.aws_iam_policy_document.own.json : local.everybody
}

# gone with the plan
resource "aws_iam_role" "gone" {
  count              = var.later ? 0 : 1
  name               = "gone"
  assume_role_policy = local.everybody
}

# made anew by the plan, under another path
resource "aws_iam_role" "replaced" {
  name               = "replaced"
  path               = var.later ? "/team/" : "/"
  assume_role_policy = local.everybody
}

# renamed
moved {
  from = aws_iam_role.old
  to   = aws_iam_role.renamed
}

resource "aws_iam_role" "renamed" {
  name               = "renamed"
  assume_role_policy = local.everybody
  tags = {
    "sts-guardrails:wildcard-principal" = "a demonstration expires=2030-01-31 ticket=SEC-1"
    "sts-guardrails:trusted-account"    = "a demonstration expires=2030-01-31"
  }
}

# one for each vendor, with an external ID that is a secret
module "partner" {
  for_each = var.vendors
  source   = "./modules/partner"
  name     = each.key == "logs" ? "logs" : "other"
  account  = each.value
  secret   = var.secret
  asked    = each.key == "logs"
}

# only apply tells this provider's ARN, which its URL tells, too
resource "aws_iam_openid_connect_provider" "github" {
  count = var.later ? 1 : 0
  url   = "https://token.actions.githubusercontent.com"
}

resource "aws_iam_role" "build" {
  count              = var.later ? 2 : 0
  name               = "build-${count.index}"
  assume_role_policy = data.aws_iam_policy_document.build[count.index].json
}

data "aws_iam_policy_document" "build" {
  count = var.later ? 2 : 0
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github[0].arn]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = [count.index == 0 ? "repo:octo-org/octo-repo:ref:refs/heads/main" : "*"]
    }
  }
}

# an account that only apply tells, and what nobody can tell from the plan
resource "aws_organizations_account" "new" {
  name  = "new"
  email = "aws@example.com"
}

resource "aws_iam_role" "invited" {
  count              = var.later ? 1 : 0
  name               = "invited"
  assume_role_policy = data.aws_iam_policy_document.invited[0].json
}

data "aws_iam_policy_document" "invited" {
  count                   = var.later ? 1 : 0
  source_policy_documents = [data.aws_iam_policy_document.own.json]
  statement {
    sid     = "Invited"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [aws_organizations_account.new.id, aws_s3_bucket.new[0].bucket]
    }
  }
  override_policy_documents = [jsonencode({
    Statement = [{ Sid = "Invited", Effect = "Deny", Principal = { AWS = "*" }, Action = "sts:TagSession" }]
  })]
}

resource "aws_iam_role" "whole" {
  count = var.later ? 1 : 0
  name  = "whole"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = aws_s3_bucket.new[0].bucket }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role" "dynamic" {
  count              = var.later ? 1 : 0
  name               = "dynamic"
  assume_role_policy = data.aws_iam_policy_document.dynamic[0].json
}

data "aws_iam_policy_document" "dynamic" {
  count = var.later ? 1 : 0
  dynamic "statement" {
    for_each = ["arn:aws:iam::111122223333:role/a", "*"]
    content {
      actions = ["sts:AssumeRole"]
      principals {
        type        = "AWS"
        identifiers = [statement.value]
      }
    }
  }
  statement {
    effect  = "Deny"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.kept.arn, aws_s3_bucket.new[0].arn]
    }
  }
}

resource "aws_s3_bucket" "new" {
  count = var.later ? 1 : 0
}

# permissions, of which a plan knows the holders by what they refer to
resource "aws_iam_role" "worker" {
  name_prefix          = "worker-"
  assume_role_policy   = data.aws_iam_policy_document.own.json
  permissions_boundary = aws_iam_policy.limit.arn
  max_session_duration = 7200
}

resource "aws_iam_role_policy" "bounded" {
  role   = aws_iam_role.worker.id
  policy = local.all_roles
}

resource "aws_iam_role_policy_attachment" "read" {
  role       = aws_iam_role.worker.name
  policy_arn = aws_iam_policy.shared.arn
}

resource "aws_iam_policy" "limit" {
  name   = "limit"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

resource "aws_iam_policy" "shared" {
  policy = local.all_roles
}

resource "aws_iam_user_policy" "unbounded" {
  user   = aws_iam_user.person.name
  policy = local.all_roles
}

resource "aws_iam_user" "person" {
  name = "person"
}

locals {
  all_roles = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "*" }]
  })
}

# in another account
resource "aws_iam_role" "far" {
  provider           = aws.data
  name               = "far"
  assume_role_policy = data.aws_iam_policy_document.far.json
}

data "aws_iam_policy_document" "far" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::444455556666:root"]
    }
  }
}

resource "aws_ssoadmin_permission_set" "long" {
  name             = "long"
  instance_arn     = "arn:aws:sso:::instance/ssoins-1111222233334444"
  session_duration = "PT12H"
}
