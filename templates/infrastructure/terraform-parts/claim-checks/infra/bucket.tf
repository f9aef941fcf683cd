# Results of steps that are too large to be passed on.
resource "aws_s3_bucket" "claim_checks" {
  bucket_prefix = substr("${local.stack}-claim-checks-", 0, 37)

  # Running workflows may still need them.
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "claim_checks" {
  bucket = aws_s3_bucket.claim_checks.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "claim_checks" {
  bucket = aws_s3_bucket.claim_checks.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "claim_checks" {
  bucket = aws_s3_bucket.claim_checks.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "claim_checks" {
  bucket = aws_s3_bucket.claim_checks.id

  rule {
    id     = "expire"
    status = "Enabled"

    filter {}

    expiration {
      days = local.workflow.claim_check_days
    }
  }
}

resource "aws_s3_bucket_policy" "claim_checks" {
  bucket = aws_s3_bucket.claim_checks.id
  policy = data.aws_iam_policy_document.claim_checks.json

  depends_on = [aws_s3_bucket_public_access_block.claim_checks]
}

data "aws_iam_policy_document" "claim_checks" {
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.claim_checks.arn, "${aws_s3_bucket.claim_checks.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
