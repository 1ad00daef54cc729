variable "name" {}
variable "account" {}
variable "secret" {}
variable "asked" {}

resource "aws_iam_role" "vendor" {
  name               = var.name
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${var.account}:root"]
    }
    dynamic "condition" {
      for_each = var.asked ? [1] : []
      content {
        test     = "StringEquals"
        variable = "sts:ExternalId"
        values   = [var.secret]
      }
    }
  }
}

output "arn" {
  value = aws_iam_role.vendor.arn
}
